using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States;
using ExperimentAdmin.Core.Flags.States.Storage;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.Versions;

/// <summary>
/// Makes the versions of an environment live whose time has come. Of several that are due for one flag the latest is; one that
/// was overtaken by a version that went live later than it was meant to never is. The rollout of an experiment stays as it is
/// live, whatever was known of it when the version was made: it has a door of its own.
/// </summary>
internal sealed class PublishDueVersions(UnitOfWork work, IFlagGuard guard)
{
    /// <returns>How many flags got another version.</returns>
    public Task<Result<int>> RunAsync(int projectId, int environmentId, CancellationToken cancellationToken)
        => work.InEnvironmentAsync<int>(
            AccessGate.ForSystem(projectId), environmentId, Permission.Administer, change => RunAsync(change, environmentId), cancellationToken);

    private async Task<Result<int>> RunAsync(Change change, int environmentId)
    {
        var db = change.Db;
        var due = await db.Set<FlagVersion>()
            .Where(version => version.EnvironmentId == environmentId && version.LiveFrom > version.PublishedAt && version.LiveFrom <= change.Now)
            .Join(
                db.Set<FlagHead>(), version => new { version.EnvironmentId, version.FeatureId }, head => new { head.EnvironmentId, head.FeatureId },
                (version, head) => new { Version = version, Head = head })
            .Where(row => db.Set<FlagVersion>().Any(live => live.Id == row.Head.LiveVersionId && live.LiveFrom < row.Version.LiveFrom))
            .Join(db.Set<Feature>(), row => row.Version.FeatureId, feature => feature.Id, (row, feature) => new { row.Version, row.Head, feature.Name })
            .ToListAsync(change.Cancellation);
        var newest = due.GroupBy(row => row.Head.FeatureId).Select(rows => rows.MaxBy(row => row.Version.LiveFrom)!).ToList();
        foreach (var holder in await guard.HoldersAsync(db, [.. newest.Select(row => row.Head.FeatureId)], change.Cancellation))
        {
            if (holder.EnvironmentId == environmentId && holder.SegmentId is { } segmentId)
            {
                var row = newest.Single(row => row.Head.FeatureId == holder.FeatureId);
                await FlagWriter.CarryOverAsync(change, row.Version, segmentId);
            }
        }

        foreach (var row in newest)
        {
            row.Head.LiveVersionId = row.Version.Id;
            row.Head.Revision++;
            change.Record(new AuditDraft
            {
                Kind = AuditKind.Flag,
                Key = AuditKey.Flag(environmentId, row.Head.FeatureId),
                Number = row.Head.Revision,
                Name = row.Name,
                Action = "published",
                Summary = $"version {row.Version.Number} went live as scheduled",
                EnvironmentId = environmentId,
            });
        }

        return newest.Count == 0 ? change.Nothing<int>(0) : newest.Count;
    }
}
