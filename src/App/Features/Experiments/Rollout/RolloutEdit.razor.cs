using ExperimentAdmin.App.Features.Experiments.Lifecycle;
using ExperimentAdmin.App.Features.Experiments.Wizard;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Rollout;

/// <summary>
/// The rollout's sliders in place, with what a save would do beside them. Remembers the state it was opened on: somebody
/// else's save is never overwritten unseen, and never takes away what was entered.
/// </summary>
public sealed partial class RolloutEdit
{
    // The browser keeps what was set under this name, should the server be restarted meanwhile.
    private const string Kept = "rollout";

    private readonly FormChecks _checks = new();
    private readonly InvalidBoxes _boxes = new();
    private ExperimentView _opened = null!;
    private RolloutDraft _draft = null!;
    private string? _reason;
    private int _revision;
    private bool _warned;
    private bool _busy;
    private bool _asking;
    private bool _startsOver;
    private bool _isUnkept;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    /// <summary>The experiment as it is now.</summary>
    [Parameter, EditorRequired]
    public required ExperimentView View { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnClose { get; set; }

    /// <summary>It was saved; what to say about it.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<string> OnSaved { get; set; }

    /// <summary>The save was refused because the experiment is no longer as shown.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnRefused { get; set; }

    [Inject]
    public required ApplyRollout Apply { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    private bool MayStartOver => Before is not null && ExperimentActions.For(View.Item, Workspace).Contains(ExperimentAction.NewPhase);

    private IReadOnlyList<SplitAlternative> Alternatives => View.LastServed is { } served
        ? SplitAlternatives.Of(served.Percentage, [.. _draft.Arms.Skip(1).Select(arm => served.Of(arm.VariantId!.Value))], _draft.Percentage, _draft.VariantSplit)
        : [];

    private RolloutState? Before => View.Item.Rollout.State;

    private bool IsServed => View.Item.Status is ExperimentStatus.Running && Before is not { Enabled: false };

    private RolloutForecast Forecast
        => RolloutForecast.Of(View.Item.Status, _draft.Arms, Before, View.LastServed, _draft.Percentage, _draft.VariantSplit);

    private string Switching => DisplayText.Share(Forecast.Change.Switched, Forecast.Change.Enrolled);

    // Who keeps the arm control gets something else all the same.
    private string? NewControl
        => View.LastServed is { Percentage.Value: > 0, ControlShare.Value: > 0 } before && before.ControlValue != _draft.ControlValue
            ? $"Who is in and has control gets {Value(_draft.ControlValue)} from {(IsServed ? "now" : "then")}, no longer {Value(before.ControlValue)}."
            : null;

    // Once somebody was told what was changed meanwhile, and it is on the screen, they may save over it.
    private int Expected => _warned ? View.Item.Revision : _revision;

    private string SaveText => Before is { } before && before.Percentage != _draft.Percentage
        ? $"Save: {before.Percentage} to {_draft.Percentage}"
        : "Save";

    protected override void OnInitialized() => TakeTheirs();

    // What is entered stays; what the arms are worth is not entered here.
    protected override void OnParametersSet()
    {
        if (_draft.Arms.Select(arm => arm.Key).SequenceEqual(View.Item.Arms.Select(arm => arm.Key), StringComparer.Ordinal))
        {
            _draft = _draft with { Arms = View.Item.Arms };
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await Browser.FocusAsync($"{ElementIds.Field("percentage")}-slider");
            if (UnsavedRollout.Read(await Browser.RecallAsync(Kept)) is { } kept && kept.Onto(_draft) is { } draft)
            {
                // On the revision that it was set on: what somebody else saved since is told, and not overwritten unseen.
                (_revision, _reason) = (kept.Revision, kept.Reason);
                Change(draft);
                StateHasChanged();
            }
        }
    }

    private static RolloutDraft DraftOf(ExperimentView view) => view.Item.Rollout.State is { } state
        ? RolloutDraft.Of(view.Item.Arms, state)
        : RolloutDraft.New(view.Item.Arms, WizardForm.FirstPercentage);

    private static string Value(string? value) => value is null ? "no value" : DisplayText.Code(value);

    private void TakeTheirs()
    {
        (_opened, _draft) = (View, DraftOf(View));
        (_revision, _warned) = (View.Item.Revision, false);
        _checks.Clear();
    }

    private void ShowTheirs()
    {
        TakeTheirs();
        _ = KeepAsync();
    }

    private void KeepMine()
    {
        (_opened, _revision, _warned) = (View, View.Item.Revision, false);
        _checks.Clear();
        _ = KeepAsync();
    }

    private void Change(RolloutDraft draft)
    {
        _draft = draft;
        _checks.Change(Broken());
        _ = KeepAsync();
    }

    private void Explain(string? reason)
    {
        _reason = reason;
        _ = KeepAsync();
    }

    private void Refuse((string Field, bool Refused) box)
    {
        _boxes.Set(box);
        _checks.Change(Broken());
    }

    private List<Error> Broken() => [.. _draft.Check(View.ValueType, Before), .. _boxes.Errors(_draft.Arms)];

    // When nothing is in anybody's hand: a drag has many messages, and the browser is asked once.
    private async Task KeepAsync()
    {
        if (_isUnkept)
        {
            return;
        }

        _isUnkept = true;
        await Browser.ReleasedAsync();
        if (_isUnkept && !IsGone)
        {
            _isUnkept = false;
            await Browser.KeepAsync(Kept, UnsavedRollout.Of(_draft, _revision, _reason).Write());
        }
    }

    private Task ForgetAsync()
    {
        _isUnkept = false;
        return Browser.ForgetAsync(Kept);
    }

    private async Task CancelAsync()
    {
        await ForgetAsync();
        await OnClose.InvokeAsync();
    }

    private async Task SaveAsync()
    {
        if (_busy || !_checks.Try(Broken()))
        {
            return;
        }

        if (Before is not null && _draft.IsSameAs(DraftOf(_opened)) && _revision == View.Item.Revision)
        {
            await ForgetAsync();
            await OnSaved.InvokeAsync(DisplayText.NothingChanged);
            return;
        }

        if (Forecast.Change.Switched > 0)
        {
            _asking = true;
            return;
        }

        await StoreAsync();
    }

    private void Take(RolloutDraft draft)
    {
        _asking = false;
        Change(draft);
    }

    private void StartOver() => (_asking, _startsOver) = (false, true);

    private Task StaleAsync()
    {
        _warned = true;
        return OnRefused.InvokeAsync();
    }

    private async Task RenewedAsync()
    {
        _startsOver = false;
        await ForgetAsync();
        await OnSaved.InvokeAsync($"A new phase began at {_draft.ToState().Describe()}.");
    }

    private async Task StoreAsync()
    {
        if (_busy)
        {
            return;
        }

        _asking = false;

        // A first rollout starts switched off, and of an experiment that runs already it would stay so.
        var change = Before is null && IsServed ? _draft.ToChange() with { Enabled = true } : _draft.ToChange();
        _busy = true;
        try
        {
            var result = await Apply.RunAsync(
                new(Workspace.Access, Workspace.Environment.Id, View.Item.Id, change, Expected, _reason), CancellationToken.None);
            if (WasLeft)
            {
                return; // What is kept now is what was set elsewhere.
            }

            _warned = result.Error is Error.Conflict;
            if (_checks.Try(result.Errors))
            {
                await ForgetAsync();
                await OnSaved.InvokeAsync($"Saved: the rollout is at {result.Value.Describe()}.");
            }
            else if (_warned)
            {
                await OnRefused.InvokeAsync();
            }
        }
        finally
        {
            _busy = false; // Not before: the page hears of this save like of anybody's, and would say that somebody changed it.
        }
    }
}
