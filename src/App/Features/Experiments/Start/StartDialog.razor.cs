using ExperimentAdmin.App.Features.Experiments.Lifecycle;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Overlaps;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Starting;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Features.Experiments.Start;

/// <summary>Says what starting an experiment will do, asks about what should hold and does not, and starts it. Show it with an <c>@if</c>.</summary>
public sealed partial class StartDialog
{
    private ExperimentView? _view;
    private ActionEffect? _effect;
    private StartFacts? _facts;
    private Overlap? _overlap;
    private IReadOnlyList<Error> _errors = [];
    private string? _refused;
    private bool _anyway;
    private bool _busy;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required int ExperimentId { get; set; }

    /// <summary>It was done; the dialog can go.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnDone { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnCancel { get; set; }

    [Inject]
    public required ExperimentReads Reads { get; init; }

    [Inject]
    public required StartReads Checks { get; init; }

    [Inject]
    public required OverlapReads Overlaps { get; init; }

    [Inject]
    public required StartExperiment Start { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    protected override object Subject => (Workspace.Environment.Id, ExperimentId);

    protected override object Asked => (Workspace, ExperimentId);

    protected override void Forget()
        => (_view, _effect, _facts, _overlap, _errors, _refused, _anyway, _busy) = (null, null, null, null, [], null, false, false);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var (access, environment) = (Workspace.Access, Workspace.Environment.Id);
        var view = await Reads.FindAsync(access, environment, ExperimentId, cancellation);
        var facts = await Checks.FindAsync(access, environment, ExperimentId, cancellation);
        var overlap = await Overlaps.FindAsync(access, environment, ExperimentId, cancellation);
        return () =>
        {
            (_view, _facts, _overlap) = (view, facts, overlap);
            _effect = view is null ? null : ActionEffect.Of(ExperimentAction.Start, view);
            if (view is null)
            {
                Toasts.Say(ExperimentErrors.NotFound().Message, Severity.Error);
                _ = OnCancel.InvokeAsync();
            }
        };
    }

    private void SetAnyway(bool anyway) => (_anyway, _refused) = (anyway, null);

    private async Task RunAsync()
    {
        if (_busy || _view is null || _facts is null || _effect is null)
        {
            return;
        }

        if (_facts.Unmet.Count > 0 && !_anyway)
        {
            _refused = "Tick “Start anyway” to start it all the same, or mend what does not hold first.";
            return;
        }

        _busy = true;
        try
        {
            _errors = (await Start.RunAsync(
                new(Workspace.Access, Workspace.Environment.Id, ExperimentId, _view.Item.Revision) { Anyway = _anyway }, CancellationToken.None)).Errors;
        }
        finally
        {
            _busy = false;
        }

        if (_errors.Count == 0)
        {
            Toasts.Say(_effect.Done);
            await OnDone.InvokeAsync();
            return;
        }

        _refused = _errors.FirstOrDefault(error => error.Code is StartErrors.Unmet)?.Message;
        _anyway = false;
        await LoadAsync(); // What it will do may read differently now.
    }
}
