using ExperimentAdmin.Core.Flags.Domain;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.Storage;

/// <summary>The one reader of flag states: follows the live pointer, in environments of both kinds alike.</summary>
internal static class FlagReader
{
    /// <summary>What an environment serves of one feature; null when the feature is not in the environment.</summary>
    public static async Task<LiveFlag?> FindAsync(
        AppDbContext db, int environmentId, int featureId, CancellationToken cancellationToken)
        => (await ListAsync(db, environmentId, [featureId], cancellationToken)).SingleOrDefault();

    /// <summary>What an environment serves of several features, in two queries.</summary>
    public static Task<List<LiveFlag>> ListAsync(
        AppDbContext db, int environmentId, IReadOnlyCollection<int> featureIds, CancellationToken cancellationToken)
        => ReadAsync(
            db,
            from head in db.FlagHeads
            join version in db.FlagVersions on head.LiveVersionId equals version.Id
            where head.EnvironmentId == environmentId && featureIds.Contains(head.FeatureId)
            select new HeadAndVersion { Head = head, Version = version },
            cancellationToken);

    /// <summary>What all environments serve of one feature.</summary>
    public static Task<List<LiveFlag>> ListEverywhereAsync(AppDbContext db, int featureId, CancellationToken cancellationToken)
        => ReadAsync(
            db,
            from head in db.FlagHeads
            join version in db.FlagVersions on head.LiveVersionId equals version.Id
            where head.FeatureId == featureId
            select new HeadAndVersion { Head = head, Version = version },
            cancellationToken);

    /// <summary>One version that need not be live, for history.</summary>
    public static async Task<LiveFlag?> FindVersionAsync(
        AppDbContext db, int environmentId, int featureId, int number, CancellationToken cancellationToken)
        => (await ReadAsync(
            db,
            from version in db.FlagVersions
            join head in db.FlagHeads
                on new { version.EnvironmentId, version.FeatureId } equals new { head.EnvironmentId, head.FeatureId }
            where version.EnvironmentId == environmentId && version.FeatureId == featureId && version.Number == number
            select new HeadAndVersion { Head = head, Version = version },
            cancellationToken)).SingleOrDefault();

    private static async Task<List<LiveFlag>> ReadAsync(
        AppDbContext db, IQueryable<HeadAndVersion> heads, CancellationToken cancellationToken)
    {
        var states = await (
            from entry in heads
            join state in db.FlagStates on entry.Version.Id equals state.VersionId
            join scope in db.FlagScopes on state.ScopeId equals scope.Id
            select new { entry.Head, entry.Version, State = state, Scope = scope }).ToListAsync(cancellationToken);
        if (states.Count == 0)
        {
            return [];
        }

        var versions = states.Select(row => row.Version.Id).Distinct().ToList();
        var allocations = (await db.FlagAllocations
                .Where(allocation => versions.Contains(allocation.VersionId)).ToListAsync(cancellationToken))
            .ToLookup(allocation => (allocation.VersionId, allocation.ScopeId));
        return states.GroupBy(row => row.Version.Id).Select(group =>
        {
            var scoped = group.Select(row => (row.Scope, State: Scoped(row.State, row.Scope, allocations[(group.Key, row.Scope.Id)])))
                .ToList();
            return new LiveFlag
            {
                Head = group.First().Head,
                Version = group.First().Version,
                Default = scoped.Single(pair => pair.Scope.SegmentId is null).State,
                Overrides = [.. scoped.Where(pair => pair.Scope.SegmentId is not null)
                    .Select(pair => pair.State).OrderBy(state => state.Rank).ThenBy(state => state.Scope.Id)],
            };
        }).ToList();
    }

    private static ScopedState Scoped(FlagStateRow row, FlagScope scope, IEnumerable<FlagAllocationRow> allocations) => new()
    {
        Scope = scope,
        Enabled = row.Enabled,
        Value = row.Value,
        Rank = row.Rank,
        ChangedAtRevision = row.ChangedAtRevision,
        Allocations = new SortedDictionary<int, int>(
            allocations.ToDictionary(allocation => allocation.VariantId, allocation => allocation.BasisPoints)),
    };

    // With initialisers, not a constructor: only so can queries be composed over it.
    private sealed class HeadAndVersion
    {
        public required FlagHead Head { get; init; }

        public required FlagVersion Version { get; init; }
    }
}
