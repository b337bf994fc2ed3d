using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Audit.Reads;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Home.Pages;

/// <summary>What runs in an environment, what needs attention and what changed last. Follows what others do.</summary>
public sealed partial class HomePage
{
    private const int MostChanges = 8;

    private static readonly ExperimentStatus[] s_order =
        [ExperimentStatus.Running, ExperimentStatus.Paused, ExperimentStatus.Created, ExperimentStatus.Completed];

    private EnvironmentOverview? _overview;
    private IReadOnlyList<AuditEntry> _changes = [];

    [Inject]
    public required OverviewReads Overview { get; init; }

    [Inject]
    public required AuditReads Audit { get; init; }

    private bool MayCreate => Workspace.Access.May(Permission.RunExperiments) && !Workspace.Environment.IsArchived;

    private bool IsNew => _overview!.Counts.Values.Sum() == 0;

    protected override void Forget() => (_overview, _changes) = (null, []);

    protected override bool Concerns(ChangeFeed.Committed change) => Workspace.IsTouchedBy(change);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var here = Workspace;
        var overview = await Overview.FindAsync(here.Access, here.Environment.Id, cancellation);
        var changes = await Audit.ListAsync(
            here.Access, new AuditListQuery { EnvironmentId = here.Environment.Id, Size = MostChanges }, cancellation);
        return () => (_overview, _changes) = (overview, changes.Items);
    }
}
