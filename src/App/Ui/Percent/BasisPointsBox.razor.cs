using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui.Percent;

/// <summary>
/// A percentage to type: point or comma, two decimals. It counts as soon as the typing rests, and at once on Enter or on leaving,
/// which only tidies how it is spelt. Arrows move it by 1 %, with Shift or the Page keys by 5 %. What is no percentage stays as
/// it was typed, with the reason.
/// </summary>
public sealed partial class BasisPointsBox : IDisposable
{
    /// <summary>How long the typing has to rest.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(300);

    private CancellationTokenSource? _typing;
    private string? _typed; // Until the box is left, or the value is another than was typed.
    private string? _refusal;
    private BasisPoints _shown;

    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>What the box is for, where no label element points at its id.</summary>
    [Parameter]
    public string? Label { get; set; }

    [Parameter, EditorRequired]
    public required BasisPoints Value { get; set; }

    [Parameter]
    public EventCallback<BasisPoints> ValueChanged { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Told whether what stands in the box is refused, so that a form is not saved beside it.</summary>
    [Parameter]
    public EventCallback<bool> RefusedChanged { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private string Text => _typed ?? Value.ToPercentText();

    public void Dispose()
    {
        _typing?.Cancel();
        _typing?.Dispose();
        _typing = null;
    }

    // What was typed goes when the value is moved by other means, and what was refused also when nobody could correct it any more.
    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Value && !(Disabled && _refusal is not null))
        {
            return;
        }

        _shown = Value;
        if (_typing is null)
        {
            await RefuseAsync(IsTyped(Value) && !Disabled ? _typed : null, null);
        }
    }

    private bool IsTyped(BasisPoints value) => _typed is not null && BasisPoints.Parse(_typed, Id).TryGet(out var share, out _) && share == value;

    private async Task TypeAsync(string? text)
    {
        Dispose();
        _typed = text ?? string.Empty;
        _typing = new CancellationTokenSource();
        try
        {
            await Task.Delay(Rest, Clock, _typing.Token);
        }
        catch (OperationCanceledException)
        {
            return; // More was typed, or it was left.
        }

        await TakeAsync();
    }

    private async Task LeaveAsync(ChangeEventArgs change)
    {
        _typed = change.Value as string ?? string.Empty;
        await TakeAsync();
        _typed = _refusal is null ? null : _typed;
    }

    private async Task TakeAsync()
    {
        Dispose();
        if (!BasisPoints.Parse(_typed, Id).TryGet(out var share, out var error))
        {
            await RefuseAsync(_typed, error.Message);
            return;
        }

        await RefuseAsync(_typed, null);
        if (share != Value)
        {
            await ValueChanged.InvokeAsync(share);
            _typed = IsTyped(Value) ? _typed : null; // It was given another one.
        }
    }

    private Task RefuseAsync(string? typed, string? refusal)
    {
        var changed = (_refusal is null) != (refusal is null);
        (_typed, _refusal) = (typed, refusal);
        return changed ? RefusedChanged.InvokeAsync(refusal is not null) : Task.CompletedTask;
    }
}
