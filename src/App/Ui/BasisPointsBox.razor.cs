using ExperimentAdmin.Core.Common;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui;

/// <summary>
/// A percentage to type: point or comma, two decimals, taken over on Enter or on leaving. Arrows move it by 1 %, with
/// Shift or the Page keys by 5 %. What is no percentage stays as it was typed, with the reason.
/// </summary>
public sealed partial class BasisPointsBox
{
    private string? _typed;
    private string? _refusal;
    private int _shown;

    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>What the box is for, where no label element points at its id.</summary>
    [Parameter]
    public string? Label { get; set; }

    /// <summary>Basis points, 0 to 10,000.</summary>
    [Parameter, EditorRequired]
    public required int Value { get; set; }

    [Parameter]
    public EventCallback<int> ValueChanged { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Told whether what stands in the box is refused, so that a form is not saved beside it.</summary>
    [Parameter]
    public EventCallback<bool> RefusedChanged { get; set; }

    private string Text => _typed ?? BasisPoints.Format(Value);

    // What was typed and refused goes when the value is moved by other means, or when nobody could correct it any more.
    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Value || (Disabled && _refusal is not null))
        {
            _shown = Value;
            await RefuseAsync(null, null);
        }
    }

    private async Task CommitAsync(string? text)
    {
        if (BasisPoints.Parse(text, Id).TryGet(out var share, out var error))
        {
            await RefuseAsync(null, null);
            await ValueChanged.InvokeAsync(share.Value);
        }
        else
        {
            await RefuseAsync(text, error.Message);
        }
    }

    private Task RefuseAsync(string? typed, string? refusal)
    {
        var changed = (_refusal is null) != (refusal is null);
        (_typed, _refusal) = (typed, refusal);
        return changed ? RefusedChanged.InvokeAsync(refusal is not null) : Task.CompletedTask;
    }
}
