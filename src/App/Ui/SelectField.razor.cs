using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui;

/// <summary>One of a few choices, with label, hint and error.</summary>
/// <typeparam name="T">What is chosen.</typeparam>
public sealed partial class SelectField<T>
{
    /// <summary>The field as refusals name it.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The choices with their words, in order.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<(T Value, string Text)> Options { get; set; }

    /// <summary>The choice that is made; shows <see cref="Prompt"/> when it is none of the options.</summary>
    [Parameter]
    public T? Value { get; set; }

    [Parameter]
    public EventCallback<T?> ValueChanged { get; set; }

    /// <summary>A first line for no choice: "Choose a segment". Choosing it gives the default of the type.</summary>
    [Parameter]
    public string? Prompt { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public bool Required { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    [Parameter]
    public bool HideLabel { get; set; }

    [Parameter]
    public string? Id { get; set; }

    // By place in the list: what is chosen needs no text of its own.
    private string Selected
    {
        get
        {
            var found = Options.Index().Where(option => EqualityComparer<T>.Default.Equals(option.Item.Value, Value)).ToList();
            return found.Count == 0 ? string.Empty : found[0].Index.ToString(CultureInfo.InvariantCulture);
        }
    }

    private Task SetAsync(string? place)
        => ValueChanged.InvokeAsync(
            int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < Options.Count
                ? Options[index].Value
                : default);
}
