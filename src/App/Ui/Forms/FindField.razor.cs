using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui.Forms;

/// <summary>One of many, found by typing some of it, with label, hint and error.</summary>
/// <typeparam name="T">What is chosen. Null is no choice.</typeparam>
public sealed partial class FindField<T>
{
    /// <summary>What there is for a text, best first; for null or blank, what is to be seen before anything is typed.</summary>
    [Parameter, EditorRequired]
    public required Func<string?, CancellationToken, Task<IEnumerable<T>>> Find { get; set; }

    /// <summary>The words of a choice; without it, its text.</summary>
    [Parameter]
    public Func<T, string>? Text { get; set; }

    [Parameter]
    public T? Value { get; set; }

    [Parameter]
    public EventCallback<T> ValueChanged { get; set; }

    /// <summary>What is typed counts, whether or not it is among what there is: the choices are suggestions.</summary>
    [Parameter]
    public bool Free { get; set; }

    /// <summary>Offers a button that takes the choice back.</summary>
    [Parameter]
    public bool Clearable { get; set; }

    /// <summary>What is said where nothing is found; null for nothing.</summary>
    [Parameter]
    public string? Nothing { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    /// <summary>Shows the text in code type.</summary>
    [Parameter]
    public bool Code { get; set; }

    private string ToText(T? value) => value is null ? string.Empty : Text?.Invoke(value) ?? value.ToString() ?? string.Empty;
}
