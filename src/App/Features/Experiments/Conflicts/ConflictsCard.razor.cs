using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Disturbances;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Overlaps;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Conflicts;

/// <summary>What keeps people from an experiment, shares them with it, or disturbed it; and where a segment is excluded.</summary>
public sealed partial class ConflictsCard
{
    private Overlap? _overlap;
    private bool _asks;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required ExperimentView View { get; set; }

    /// <summary>A segment was excluded; what to say about it.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<string> OnChanged { get; set; }

    [Inject]
    public required OverlapReads Overlaps { get; init; }

    protected override object Subject => (Workspace.Environment.Id, View.Item.Id);

    protected override object Asked => (Workspace, View.Item.Id, View.Item.Revision, View.Item.Status);

    private bool HasRivals => View.Item.Status is not ExperimentStatus.Completed && (View.Outranking.Count > 0 || View.IdentityOverrides > 0);

    private bool MayExclude => View.Item is { Status: ExperimentStatus.Running or ExperimentStatus.Paused, Rollout.State: not null }
        && !Workspace.Environment.IsArchived && Workspace.Access.May(Permission.RunExperiments);

    private bool Shown => HasRivals || MayExclude || _overlap is { Parts.Count: > 0 } || View.Disturbances is { Items.Count: > 0 } or { Identities: > 0 };

    protected override void Forget() => (_overlap, _asks) = (null, false);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var overlap = View.Item.Status is ExperimentStatus.Completed
            ? null
            : await Overlaps.FindAsync(Workspace.Access, Workspace.Environment.Id, View.Item.Id, cancellation);
        return () => _overlap = overlap;
    }

    private static string Word(DisturbanceItem item) => item.Kind switch
    {
        DisturbanceKind.Opened => item.ClosedAt is null ? "The flag was opened to administrators" : "The flag was opened to administrators for a while",
        DisturbanceKind.Excluded => $"{item.SegmentName} was excluded",
        DisturbanceKind.Identity => throw new InvalidOperationException("Single identities are only counted."),
    };

    private async Task DoneAsync()
    {
        _asks = false;
        await OnChanged.InvokeAsync("The segment is excluded.");
    }
}
