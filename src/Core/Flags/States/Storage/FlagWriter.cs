using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.States.Storage;

/// <summary>
/// The one writer of flag states. v1 edits the single version in place; v2 appends an immutable version that holds all
/// that changed and moves the live pointer. Either way the flag's revision grows by one, and nothing at all is written
/// when nothing changed.
/// </summary>
internal sealed class FlagWriter
{
    private readonly ChangeContext _change;
    private readonly string _before;

    private FlagWriter(ChangeContext change, LiveFlag flag) => (_change, Flag, _before) = (change, flag, Fingerprint(flag));

    /// <summary>The working copy: change it, then save.</summary>
    public LiveFlag Flag { get; }

    /// <summary>Opens the live states of a flag for change; null when the feature is not in the environment.</summary>
    public static async Task<FlagWriter?> OpenAsync(ChangeContext change, int environmentId, int featureId)
    {
        return await FlagReader.FindAsync(change.Db, environmentId, featureId, change.Cancellation) is { } flag
            ? new FlagWriter(change, flag)
            : null;
    }

    /// <summary>Opens the live states of a flag in every environment, by environment, in one query.</summary>
    public static async Task<Dictionary<int, FlagWriter>> OpenEverywhereAsync(ChangeContext change, int featureId)
        => (await FlagReader.ListEverywhereAsync(change.Db, featureId, change.Cancellation))
            .ToDictionary(flag => flag.EnvironmentId, flag => new FlagWriter(change, flag));

    /// <summary>
    /// Puts features into environments, each with its first version and a seed of its own. It takes no more commands for many than for
    /// one, but for each <see cref="NewFlagRows.MostAtOnce"/>. The features, the environments and the variants are saved.
    /// </summary>
    public static async Task CreateAsync(ChangeContext change, IReadOnlyCollection<NewFlag> flags)
    {
        var seed = await Counters.TakeAsync(change.Db, Counters.Seeds, flags.Count, change.Cancellation);
        foreach (var some in flags.Chunk(NewFlagRows.MostAtOnce))
        {
            await NewFlagRows.Of(change, some, seed).WriteAsync(change.Cancellation);
            seed += some.Length;
        }
    }

    /// <summary>
    /// Adds the override of a segment, behind all hand-made ones or at a fixed rank. A segment that had an override
    /// before gets its lineage, and with it its seed, back.
    /// </summary>
    public async Task<ScopedState> AddOverrideAsync(int segmentId, int? rank = null)
    {
        var scope = await _change.Db.Set<FlagScope>().SingleOrDefaultAsync(
                scope => scope.EnvironmentId == Flag.EnvironmentId && scope.FeatureId == Flag.FeatureId
                    && scope.SegmentId == segmentId, _change.Cancellation)
            ?? await NewScopeAsync(_change, Flag.EnvironmentId, Flag.FeatureId, segmentId);
        var state = new ScopedState { Scope = scope, Rank = rank ?? Flag.HandMade.Count() };
        Flag.Overrides.Add(state);
        return state;
    }

    /// <summary>Writes what changed.</summary>
    /// <returns>The flag's new revision, or null when nothing changed and nothing was written.</returns>
    public async Task<int?> SaveAsync()
    {
        Renumber();
        if (Fingerprint(Flag) == _before)
        {
            return null;
        }

        var revision = Flag.Head.Revision + 1;
        var unchanged = _before.Split('\n').ToHashSet(StringComparer.Ordinal);
        foreach (var state in States(Flag).Where(state => !unchanged.Contains(Line(state))))
        {
            state.ChangedAtRevision = revision;
        }

        var rows = _change.Environments.Single(environment => environment.Id == Flag.EnvironmentId).Versioning is Versioning.V1
            ? Rewritten(revision)
            : Published(revision, unchanged);
        await rows.WriteAsync(_change.Cancellation);
        Flag.Head.Revision = revision;
        return revision;
    }

    private FlagRows Rewritten(int revision)
    {
        var rows = FlagRows.OfLiveVersion(_change.Db, Flag, revision);
        var stored = Flag.StateRows.ToDictionary(row => row.ScopeId);
        var shares = Flag.AllocationRows.ToLookup(share => share.ScopeId);
        foreach (var state in States(Flag))
        {
            if (stored.Remove(state.Scope.Id, out var row))
            {
                rows.Update(state, row, shares[state.Scope.Id]);
            }
            else
            {
                rows.Insert([state]);
            }
        }

        foreach (var row in stored.Values)
        {
            rows.Delete(row, shares[row.ScopeId]);
        }

        return rows;
    }

    // A flag keeps the rollout of each experiment that it ever had: what stays as it is the database copies by itself.
    private FlagRows Published(int revision, HashSet<string> unchanged)
    {
        var rows = FlagRows.OfNewVersion(_change, Flag, revision);
        var states = States(Flag).ToLookup(state => unchanged.Contains(Line(state)));
        rows.Copy(Flag, [.. states[true]]);
        rows.Insert([.. states[false]]);
        return rows;
    }

    // Ranks of hand-made overrides follow their order without gaps, so that no number ever runs out or collides.
    private void Renumber()
    {
        foreach (var (rank, state) in Flag.HandMade.OrderBy(state => state.Rank).ToList().Index())
        {
            state.Rank = rank;
        }
    }

    private static async Task<FlagScope> NewScopeAsync(ChangeContext change, int environmentId, int featureId, int segmentId)
    {
        var scope = new FlagScope
        {
            EnvironmentId = environmentId,
            FeatureId = featureId,
            SegmentId = segmentId,
            Seed = await Counters.TakeAsync(change.Db, Counters.Seeds, 1, change.Cancellation),
        };
        change.Db.Add(scope);
        await change.Db.SaveChangesAsync(change.Cancellation);
        return scope;
    }

    private static IEnumerable<ScopedState> States(LiveFlag flag) => flag.Overrides.Prepend(flag.Default);

    private static string Fingerprint(LiveFlag flag) => string.Join('\n', States(flag)
        .OrderBy(state => state.Scope.Id).Select(Line));

    // One line a state: values may hold line breaks, so these are written out.
    private static string Line(ScopedState state)
        => $"{state.Scope.Id}|{state.Fingerprint().Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal)}";
}
