using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.History;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Features.Experiments.History;

/// <summary>The revisions of an experiment: two can be compared, the last undone, and all of them taken along as a file.</summary>
public sealed partial class ExperimentHistory
{
    private const int Step = 10;

    private HistoryPage? _page;
    private LastUndo? _asks;
    private List<int> _ticked = [];
    private int _size = Step;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required ExperimentView View { get; set; }

    /// <summary>Whether the last change can be undone here: not beside a form that is open.</summary>
    [Parameter]
    public bool CanUndo { get; set; } = true;

    /// <summary>The last change was undone; what to say about it.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<string> OnChanged { get; set; }

    [Inject]
    public required HistoryReads Reads { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    protected override object Subject => (Workspace.Environment.Id, View.Item.Id);

    protected override object Asked => (Workspace, View.Item.Id, _size);

    // The lowest that undoing anything needs; what the last change needs is among its refusals.
    private bool MayAct => CanUndo && !Workspace.Environment.IsArchived && Workspace.Access.May(Permission.EditRollouts);

    private string Ticked => _ticked switch
    {
        [] => "Tick two revisions to compare them.",
        [var one] => $"Revision {one} is ticked. Tick another one to compare them.",
        _ => $"Revisions {_ticked.Min()} and {_ticked.Max()} are compared.",
    };

    protected override void Forget() => (_page, _asks, _ticked, _size) = (null, null, [], Step);

    protected override bool Concerns(ChangeFeed.Committed change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Concerns(AuditKey.Experiment(View.Item.Id))
            || change.Concerns(AuditKey.Flag(Workspace.Environment.Id, View.Item.FeatureId)) || change.Concerns(AuditKey.Feature(View.Item.FeatureId));
    }

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var page = await Reads.FindAsync(Workspace.Access, Workspace.Environment.Id, View.Item.Id, new ListQuery { Size = _size }, cancellation);
        return () => _page = page;
    }

    private string FileHref(string ending) => Workspace.Href($"experiments/{View.Item.Id}/history.{ending}");

    // A third one takes the place of the one that was ticked first.
    private void Tick(int number, bool ticked) => _ticked = ticked ? [.. _ticked.TakeLast(1), number] : [.. _ticked.Where(other => other != number)];

    private Task ShowMoreAsync()
    {
        _size += Step;
        return AskAsync();
    }

    private async Task UndoneAsync()
    {
        _asks = null;
        await LoadAsync();
        await OnChanged.InvokeAsync("The last change was undone.");
    }

    // What they asked for is no longer the last: they see what is, or why that cannot be undone.
    private async Task LookAgainAsync()
    {
        await LoadAsync();
        _asks = _page?.Last is { Refusal: null } last ? last : null;
        if (_page?.Last.Refusal is { } refusal)
        {
            Toasts.Say(refusal.Message, Severity.Error);
        }
    }
}
