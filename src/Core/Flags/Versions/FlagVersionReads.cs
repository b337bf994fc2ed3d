using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.Versions;

/// <summary>Shows the versions of a flag: what each served, who made it, and what changed with it.</summary>
public sealed class FlagVersionReads(IDbContextFactory<AppDbContext> contexts, IFlagGuard guard)
{
    /// <summary>One page of the versions, newest first. An environment without versioning has one.</summary>
    public async Task<Page<FlagVersionItem>> ListAsync(
        ProjectAccess access, int environmentId, int featureId, ListQuery paging, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(paging);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var versions = Of(db, access, environmentId, featureId);
        var total = await versions.CountAsync(cancellationToken);
        var rows = await versions.OrderByDescending(version => version.Number).Skip(paging.Skip).Take(paging.Size).ToListAsync(cancellationToken);
        return new Page<FlagVersionItem>(
            await ItemsAsync(db, environmentId, featureId, rows, cancellationToken), total, paging.Page, paging.Size);
    }

    /// <summary>One version with everything that it serves or served; null when there is none.</summary>
    public async Task<FlagVersionView?> FindAsync(
        ProjectAccess access, int environmentId, int featureId, int number, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        if (!await Of(db, access, environmentId, featureId).AnyAsync(version => version.Number == number, cancellationToken)
            || await FlagReader.FindVersionAsync(db, environmentId, featureId, number, cancellationToken) is not { } flag)
        {
            return null;
        }

        // Deleted variants too: the past is shown as it was.
        var variants = await db.Set<Variant>().Where(variant => variant.FeatureId == featureId).ToListAsync(cancellationToken);
        var segments = flag.Overrides.Select(state => state.Scope.SegmentId!.Value).ToList();
        var names = await db.Set<Segment>().Where(segment => segments.Contains(segment.Id) && segment.ExperimentId == null)
            .ToDictionaryAsync(segment => segment.Id, segment => segment.Name, cancellationToken);
        var handMade = names.Keys.ToHashSet();
        foreach (var (segmentId, experiment) in await guard.HistoryAsync(db, environmentId, featureId, cancellationToken))
        {
            names[segmentId] = $"Rollout of {experiment}";
        }

        var item = (await ItemsAsync(db, environmentId, featureId, [flag.Version], cancellationToken)).Single();
        return new FlagVersionView(
            item,
            [
                new VersionScope(null, "Environment default", 0, ServedState.Of(flag.Default, variants)),
                .. flag.Overrides.Select((state, index) => new VersionScope(
                    state.Scope.SegmentId,
                    names.GetValueOrDefault(state.Scope.SegmentId!.Value, "Rollout of an experiment"),
                    index + 1,
                    ServedState.Of(state, variants))
                {
                    IsRollout = !handMade.Contains(state.Scope.SegmentId!.Value),
                }),
            ]);
    }

    private static IQueryable<FlagVersion> Of(AppDbContext db, ProjectAccess access, int environmentId, int featureId)
        => db.Set<FlagVersion>().Where(version => version.EnvironmentId == environmentId && version.FeatureId == featureId
            && FlagQueries.Of(db, access, environmentId).Any(feature => feature.Id == featureId));

    private static async Task<IReadOnlyList<FlagVersionItem>> ItemsAsync(
        AppDbContext db, int environmentId, int featureId, IReadOnlyList<FlagVersion> versions, CancellationToken cancellationToken)
    {
        var key = AuditKey.Flag(environmentId, featureId).Text;
        var revisions = versions.Select(version => version.FlagRevision).ToList();
        var records = await db.Set<AuditRecord>()
            .Where(record => (record.ObjectKey == key && revisions.Contains(record.Number))
                || (record.AlsoKey == key && record.AlsoNumber != null && revisions.Contains(record.AlsoNumber.Value)))
            .Select(record => new
            {
                Revision = record.ObjectKey == key ? record.Number : record.AlsoNumber!.Value,
                record.ObjectKey,
                record.ObjectName,
                record.Summary,
            })
            .ToListAsync(cancellationToken);
        var summaries = records.ToDictionary(
            record => record.Revision, record => record.ObjectKey == key ? record.Summary : $"{record.ObjectName}: {record.Summary}");
        var live = await db.Set<FlagHead>().Where(head => head.EnvironmentId == environmentId && head.FeatureId == featureId)
            .Select(head => head.LiveVersionId).SingleOrDefaultAsync(cancellationToken);
        return [.. versions.Select(version => new FlagVersionItem(
            version.Number, version.Id == live, version.PublishedBy, version.PublishedAt, summaries.GetValueOrDefault(version.FlagRevision)))];
    }
}
