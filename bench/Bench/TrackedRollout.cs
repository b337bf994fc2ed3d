using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Flags.Versions;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Bench;

/// <summary>
/// Writes the rows of a rollout change through the change tracker and nothing else: no check, no reading. What this takes
/// is the mapping's own share of a save.
/// </summary>
internal sealed class TrackedRollout(
    BenchShop shop, Versioning versioning, ProjectEnvironment environment, Experiment experiment, Segment segment, LiveFlag flag, AuditRecord last)
{
    // Beyond all numbers that the bare transaction, which takes the next one, has used.
    private const int FirstNumber = 1_000_000;

    public static async Task<TrackedRollout> OpenAsync(BenchShop shop, int environmentId, int experimentId, Versioning versioning)
    {
        await using var db = shop.Open();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var experiment = await db.Set<Experiment>().SingleAsync(row => row.Id == experimentId);
        var key = AuditKey.Experiment(experimentId).Text;
        return new TrackedRollout(
            shop,
            versioning,
            await db.Set<ProjectEnvironment>().SingleAsync(row => row.Id == environmentId),
            experiment,
            await db.Set<Segment>().SingleAsync(row => row.Id == experiment.SegmentId),
            (await FlagReader.FindAsync(db, environmentId, experiment.FeatureId, CancellationToken.None))!,
            await db.Set<AuditRecord>().Where(row => row.ObjectKey == key).OrderByDescending(row => row.Number).FirstAsync());
    }

    public async Task WriteAsync(int turn)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var db = shop.Open();
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.AttachRange(environment, segment, experiment, flag.Head);
        (environment.Revision, environment.UpdatedAt) = (environment.Revision + 1, now);
        (experiment.Revision, experiment.UpdatedAt) = (experiment.Revision + 1, now);
        segment.Rules = RolloutSegment.Rules(new(2_000 + turn));
        flag.Head.Revision++;
        if (versioning is Versioning.V1)
        {
            ChangeStates(db, turn);
        }
        else
        {
            await PublishAsync(db, turn, now);
        }

        db.Add(Record(turn, now));
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    private void ChangeStates(AppDbContext db, int turn)
    {
        var state = flag.StateRows.Single(row => row.ScopeId == flag.OverrideOf(segment.Id)!.Scope.Id);
        var share = flag.AllocationRows.First(row => row.ScopeId == state.ScopeId);
        db.AttachRange(flag.Version, state, share);
        flag.Version.FlagRevision++;
        state.ChangedAtRevision++;
        share.BasisPoints = new(5_000 + turn);
    }

    private async Task PublishAsync(AppDbContext db, int turn, DateTimeOffset now)
    {
        var version = new FlagVersion
        {
            EnvironmentId = flag.EnvironmentId,
            FeatureId = flag.FeatureId,
            Number = FirstNumber + (2 * turn),
            FlagRevision = flag.Head.Revision,
            PublishedAt = now,
            PublishedBy = "bench",
        };
        db.Add(version);
        await db.SaveChangesAsync();
        flag.Head.LiveVersionId = version.Id;
        db.AddRange(flag.StateRows.Select(row => new FlagStateRow
        {
            VersionId = version.Id,
            ScopeId = row.ScopeId,
            Enabled = row.Enabled,
            Value = row.Value,
            Rank = row.Rank,
            ChangedAtRevision = row.ChangedAtRevision,
        }));
        db.AddRange(flag.AllocationRows.Select(row => new FlagAllocationRow
        {
            VersionId = version.Id,
            ScopeId = row.ScopeId,
            VariantId = row.VariantId,
            BasisPoints = new(5_000 + turn),
        }));
    }

    private AuditRecord Record(int turn, DateTimeOffset now) => new()
    {
        ProjectId = last.ProjectId,
        EnvironmentId = last.EnvironmentId,
        Kind = last.Kind,
        ObjectKey = $"bench-tracked:{experiment.Id}",
        Number = turn + 1,
        AlsoKey = last.AlsoKey,
        AlsoNumber = last.AlsoNumber,
        ObjectName = last.ObjectName,
        ObjectNameFolded = last.ObjectNameFolded,
        Action = last.Action,
        Summary = last.Summary,
        ActorKind = last.ActorKind,
        ActorName = last.ActorName,
        At = now,
        Before = last.Before,
        After = last.After,
    };
}
