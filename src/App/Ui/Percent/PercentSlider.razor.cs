using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui.Percent;

/// <summary>
/// A share to drag or to type. It shows <see cref="Value"/>, asks for another while it is dragged, and remembers nothing.
/// Arrows move it by 1 %, with Shift or the Page keys by 5 %; Home and End go to the ends.
/// </summary>
public sealed partial class PercentSlider
{
    private static readonly int[] s_marks = [0, 25, 50, 75, 100];
    private BasisPoints _first;

    /// <summary>The id of the number box; the slider's is the same with <c>-slider</c>.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public bool HideLabel { get; set; }

    [Parameter, EditorRequired]
    public required BasisPoints Value { get; set; }

    [Parameter]
    public EventCallback<BasisPoints> ValueChanged { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Shows 0, 25, 50, 75 and 100 % below the slider.</summary>
    [Parameter]
    public bool Marks { get; set; }

    /// <summary>Told whether what was typed is refused.</summary>
    [Parameter]
    public EventCallback<bool> RefusedChanged { get; set; }

    /// <summary>A class that gives it the colour of an arm.</summary>
    [Parameter]
    public string? Class { get; set; }

    public override Task DragAsync(string key, int value, int gesture)
        => Disabled ? Task.CompletedTask : ValueChanged.InvokeAsync(BasisPoints.Nearest(value));

    // Rendered once: from then on the browser moves the thumb, and takes a new value from data-value.
    protected override void OnInitialized() => _first = Value;
}
