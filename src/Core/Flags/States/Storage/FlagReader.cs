using System.Linq.Expressions;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.Versions;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.States.Storage;

/// <summary>The one reader of flag states: follows the live pointer, in environments of both kinds alike.</summary>
internal static class FlagReader
{
    // Every change of a flag begins with it, and writes by statements. The same rows as below, written out: a compiled query
    // cannot be composed.
    private static readonly CompiledQuery<Func<AppDbContext, int, int, IAsyncEnumerable<Row>>> s_one = new(() => EF.CompileAsyncQuery((AppDbContext db, int environmentId, int featureId) =>
        from head in db.Set<FlagHead>().AsNoTracking()
        where head.EnvironmentId == environmentId && head.FeatureId == featureId
        join version in db.Set<FlagVersion>() on head.LiveVersionId equals version.Id
        join state in db.Set<FlagStateRow>() on version.Id equals state.VersionId
        join scope in db.Set<FlagScope>() on state.ScopeId equals scope.Id
        join share in db.Set<FlagAllocationRow>() on new { state.VersionId, state.ScopeId } equals new { share.VersionId, share.ScopeId } into shares
        from share in shares.DefaultIfEmpty()
        select new Row { Head = head, Version = version, State = state, Scope = scope, Share = share }));

    /// <summary>What an environment serves of one feature; null when the feature is not in the environment.</summary>
    public static async Task<LiveFlag?> FindAsync(
        AppDbContext db, int environmentId, int featureId, CancellationToken cancellationToken)
        => Flags(await s_one.On(db)(db, environmentId, featureId).ToListAsync(cancellationToken)).SingleOrDefault();

    /// <summary>What an environment serves of several features, in one query.</summary>
    public static Task<List<LiveFlag>> ListAsync(
        AppDbContext db, int environmentId, IReadOnlyCollection<int> featureIds, CancellationToken cancellationToken)
        => ReadAsync(db, LiveOf(db, environmentId, featureIds), cancellationToken);

    /// <summary>
    /// What an environment serves of several features, in one query, without the rollouts that are over: of these there is one for each
    /// experiment that a flag ever had.
    /// </summary>
    public static Task<List<LiveFlag>> ListServedAsync(
        AppDbContext db, int environmentId, IReadOnlyCollection<int> featureIds, IReadOnlyCollection<int> rollouts, CancellationToken cancellationToken)
        => ReadAsync(
            db, LiveOf(db, environmentId, featureIds), cancellationToken,
            row => row.State.Rank < OverrideRank.Rollout || (row.Scope.SegmentId != null && rollouts.Contains(row.Scope.SegmentId.Value)));

    /// <summary>What all environments serve of one feature.</summary>
    public static Task<List<LiveFlag>> ListEverywhereAsync(AppDbContext db, int featureId, CancellationToken cancellationToken)
        => ReadAsync(
            db,
            from head in db.Set<FlagHead>()
            join version in db.Set<FlagVersion>() on head.LiveVersionId equals version.Id
            where head.FeatureId == featureId
            select new HeadAndVersion { Head = head, Version = version },
            cancellationToken);

    /// <summary>One version that need not be live, for history.</summary>
    public static async Task<LiveFlag?> FindVersionAsync(
        AppDbContext db, int environmentId, int featureId, int number, CancellationToken cancellationToken)
        => (await ReadAsync(
            db,
            from version in db.Set<FlagVersion>()
            join head in db.Set<FlagHead>()
                on new { version.EnvironmentId, version.FeatureId } equals new { head.EnvironmentId, head.FeatureId }
            where version.EnvironmentId == environmentId && version.FeatureId == featureId && version.Number == number
            select new HeadAndVersion { Head = head, Version = version },
            cancellationToken)).SingleOrDefault();

    private static IQueryable<HeadAndVersion> LiveOf(AppDbContext db, int environmentId, IReadOnlyCollection<int> featureIds)
        => from head in db.Set<FlagHead>()
           join version in db.Set<FlagVersion>() on head.LiveVersionId equals version.Id
           where head.EnvironmentId == environmentId && featureIds.Contains(head.FeatureId)
           select new HeadAndVersion { Head = head, Version = version };

    private static async Task<List<LiveFlag>> ReadAsync(
        AppDbContext db, IQueryable<HeadAndVersion> heads, CancellationToken cancellationToken, Expression<Func<Row, bool>>? only = null)
    {
        var rows =
            from entry in heads.AsNoTracking()
            join state in db.Set<FlagStateRow>() on entry.Version.Id equals state.VersionId
            join scope in db.Set<FlagScope>() on state.ScopeId equals scope.Id
            join share in db.Set<FlagAllocationRow>() on new { state.VersionId, state.ScopeId } equals new { share.VersionId, share.ScopeId } into shares
            from share in shares.DefaultIfEmpty()
            select new Row { Head = entry.Head, Version = entry.Version, State = state, Scope = scope, Share = share };
        return Flags(await (only is null ? rows : rows.Where(only)).ToListAsync(cancellationToken));
    }

    private static List<LiveFlag> Flags(IEnumerable<Row> rows) => [.. rows.GroupBy(row => row.Version.Id).Select(Flag)];

    private static LiveFlag Flag(IEnumerable<Row> rows)
    {
        var byScope = rows.GroupBy(row => row.Scope.Id).ToList();
        var first = byScope[0].First();
        var states = byScope.Select(Scoped).ToList();
        return new LiveFlag
        {
            Head = first.Head,
            Version = first.Version,
            Default = states.Single(state => state.Scope.SegmentId is null),
            Overrides = [.. states.Where(state => state.Scope.SegmentId is not null)
                .OrderBy(state => state.Rank).ThenBy(state => state.Scope.Id)],
            StateRows = [.. byScope.Select(group => group.First().State)],
            AllocationRows = [.. byScope.SelectMany(Shares)],
        };
    }

    private static ScopedState Scoped(IEnumerable<Row> rows)
    {
        var row = rows.First();
        return new ScopedState
        {
            Scope = row.Scope,
            Enabled = row.State.Enabled,
            Value = row.State.Value,
            Rank = row.State.Rank,
            ChangedAtRevision = row.State.ChangedAtRevision,
            Allocations = new SortedDictionary<int, BasisPoints>(Shares(rows).ToDictionary(share => share.VariantId, share => share.BasisPoints)),
        };
    }

    private static IEnumerable<FlagAllocationRow> Shares(IEnumerable<Row> rows)
        => rows.Select(row => row.Share).OfType<FlagAllocationRow>();

    // With initialisers, not a constructor: only so can queries be composed over it.
    private sealed class HeadAndVersion
    {
        public required FlagHead Head { get; init; }

        public required FlagVersion Version { get; init; }
    }

    // One share of one state, or a state without any.
    private sealed class Row
    {
        public required FlagHead Head { get; init; }

        public required FlagVersion Version { get; init; }

        public required FlagStateRow State { get; init; }

        public required FlagScope Scope { get; init; }

        public FlagAllocationRow? Share { get; init; }
    }
}
