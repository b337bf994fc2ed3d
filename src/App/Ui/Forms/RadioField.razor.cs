using System.Globalization;
using ExperimentAdmin.App.Shell.Pages.Forms;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui.Forms;

/// <summary>One of a few choices, each with a line that says what it means.</summary>
/// <typeparam name="T">What is chosen.</typeparam>
public sealed partial class RadioField<T>
{
    /// <summary>The field as refusals name it.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The choices with their words, in order.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<(T Value, string Text, string Line)> Options { get; set; }

    [Parameter, EditorRequired]
    public required T Value { get; set; }

    [Parameter]
    public EventCallback<T> ValueChanged { get; set; }

    [Parameter]
    public string? Error { get; set; }

    private string ErrorId => $"{ElementIds.Field(Name)}-error";

    // A summary of errors leads to the first.
    private string Id(int index) => index == 0 ? ElementIds.Field(Name) : string.Create(CultureInfo.InvariantCulture, $"{ElementIds.Field(Name)}-{index}");
}
