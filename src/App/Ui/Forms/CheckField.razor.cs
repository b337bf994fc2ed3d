using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui.Forms;

/// <summary>A yes or no with its label and a hint.</summary>
public sealed partial class CheckField
{
    /// <summary>The field as refusals name it.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public bool Value { get; set; }

    [Parameter]
    public EventCallback<bool> ValueChanged { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public bool Disabled { get; set; }
}
