using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui.Forms;

/// <summary>
/// A field that remembers nothing: whoever holds its value shows it anew when it has changed. By itself a field would first show the value
/// from before once more, since it hears of the new one only when all parts around it were shown, and the browser would write that over what
/// is being typed.
/// </summary>
public abstract class InputPart : ComponentBase, IHandleEvent
{
    Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg) => item.InvokeAsync(arg);
}
