using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Features.Experiments.Lifecycle;

/// <summary>Says what an action on an experiment will do as things stand, and does it. Show it with an <c>@if</c>.</summary>
public sealed partial class ExperimentActionDialog
{
    private ExperimentView? _view;
    private ActionEffect? _effect;
    private IReadOnlyList<Error> _errors = [];
    private string? _reason;
    private bool _busy;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required int ExperimentId { get; set; }

    [Parameter, EditorRequired]
    public required ExperimentAction Action { get; set; }

    /// <summary>It was done; the dialog can go.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnDone { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnCancel { get; set; }

    [Inject]
    public required ExperimentReads Reads { get; init; }

    [Inject]
    public required StartExperiment Start { get; init; }

    [Inject]
    public required PauseExperiment Pause { get; init; }

    [Inject]
    public required StartNewPhase NewPhase { get; init; }

    [Inject]
    public required UndoEnd Undo { get; init; }

    [Inject]
    public required ArchiveExperiment Archive { get; init; }

    [Inject]
    public required DeleteExperiment Delete { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    // The reason's own refusal stands at its field.
    private IReadOnlyList<Error> Unplaced => [.. _errors.Where(error => error.Field is not "reason")];

    protected override object Subject => (Workspace.Environment.Id, ExperimentId, Action);

    protected override object Asked => (Workspace, ExperimentId, Action);

    protected override void Forget() => (_view, _effect, _errors, _reason, _busy) = (null, null, [], null, false);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var view = await Reads.FindAsync(Workspace.Access, Workspace.Environment.Id, ExperimentId, cancellation);
        return () =>
        {
            (_view, _effect) = (view, view is null ? null : ActionEffect.Of(Action, view));
            if (view is null)
            {
                Toasts.Say(ExperimentErrors.NotFound().Message, Severity.Error);
                _ = OnCancel.InvokeAsync();
            }
        };
    }

    private async Task RunAsync()
    {
        if (_busy || _view is null || _effect is null)
        {
            return;
        }

        _busy = true;
        try
        {
            _errors = await DoAsync(Workspace.Environment.Id, _view.Item.Revision);
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

        await LoadAsync(); // What it will do may read differently now.
    }

    private async Task<IReadOnlyList<Error>> DoAsync(int environment, int revision)
    {
        var (access, id, none) = (Workspace.Access, ExperimentId, CancellationToken.None);
        return Action switch
        {
            ExperimentAction.Start or ExperimentAction.Resume => (await Start.RunAsync(new(access, environment, id, revision), none)).Errors,
            ExperimentAction.Pause => (await Pause.RunAsync(new(access, environment, id, revision), none)).Errors,
            ExperimentAction.NewPhase => (await NewPhase.RunAsync(new(access, environment, id, _reason, revision), none)).Errors,
            ExperimentAction.UndoEnd => (await Undo.RunAsync(new(access, environment, id, revision), none)).Errors,
            ExperimentAction.Archive or ExperimentAction.Unarchive
                => (await Archive.RunAsync(new(access, environment, id, Action is ExperimentAction.Archive, revision), none)).Errors,
            ExperimentAction.Delete => (await Delete.RunAsync(new(access, environment, id, revision), none)).Errors,
            ExperimentAction.End => throw new InvalidOperationException("An end is asked about in its own dialog."),
        };
    }
}
