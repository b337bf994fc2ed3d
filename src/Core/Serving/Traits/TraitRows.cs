using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Serving.Traits;

/// <summary>The rows of stored traits.</summary>
internal sealed class TraitRows(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    // Every request of a stored identity asks it.
    private static readonly CompiledQuery<Func<AppDbContext, int, string, IAsyncEnumerable<string>>> s_traits = new(() => EF.CompileAsyncQuery((AppDbContext db, int environmentId, string identifier) =>
        from identity in db.Set<StoredIdentity>()
        where identity.EnvironmentId == environmentId && identity.Identifier == identifier
        select identity.Traits));

    /// <summary>What is stored of an identity.</summary>
    public async Task<TraitSet> ReadAsync(IdentityKey key, TimeSpan patience, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (db.Database.IsSqlite())
        {
            db.Database.SetCommandTimeout(patience); // It waits for a lock on the thread of whoever asks. Elsewhere giving up costs more than waiting.
        }

        var row = await s_traits.On(db)(db, key.EnvironmentId, key.Identifier).ToListAsync(cancellationToken);
        return row.Count == 0 ? TraitSet.None : TraitJson.Read(row[0]);
    }

    /// <summary>
    /// Merges changes into what is stored, in one transaction. If nobody knows whether its commit happened, writing the same again does no harm.
    /// </summary>
    /// <returns>What is stored of each now.</returns>
    public async Task<IReadOnlyList<KeyValuePair<IdentityKey, TraitSet>>> WriteAsync(
        Dictionary<IdentityKey, IReadOnlyDictionary<string, ContextValue>> changes, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // Taking none already locks the counter: no other process merges until this commits, and ids are committed in order.
        _ = await Counters.TakeAsync(db, Counters.Identities, 0, cancellationToken);
        var (added, merged) = await MergeAsync(db, changes, cancellationToken);
        if (added.Count > 0)
        {
            var first = await Counters.TakeAsync(db, Counters.Identities, added.Count, cancellationToken);
            db.AddRange(added.Select((identity, index) => NewRow(first + index, identity.Key, identity.Value)));
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return [.. added, .. merged];
    }

    /// <summary>Merges into the rows that there are, and says which have none yet.</summary>
    private async Task<(List<KeyValuePair<IdentityKey, TraitSet>> Added, List<KeyValuePair<IdentityKey, TraitSet>> Merged)> MergeAsync(
        AppDbContext db, Dictionary<IdentityKey, IReadOnlyDictionary<string, ContextValue>> changes, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<IdentityKey, StoredIdentity>();
        foreach (var environment in changes.Keys.GroupBy(key => key.EnvironmentId))
        {
            var identifiers = environment.Select(key => key.Identifier).ToList();
            var found = await db.Set<StoredIdentity>().Where(row => row.EnvironmentId == environment.Key && identifiers.Contains(row.Identifier))
                .ToListAsync(cancellationToken);
            found.ForEach(row => rows[new IdentityKey(row.EnvironmentId, row.Identifier)] = row);
        }

        var (added, merged) = (new List<KeyValuePair<IdentityKey, TraitSet>>(), new List<KeyValuePair<IdentityKey, TraitSet>>());
        foreach (var (key, change) in changes)
        {
            if (rows.TryGetValue(key, out var row))
            {
                merged.Add(KeyValuePair.Create(key, Merge(db, row, change)));
            }
            else if (TraitSet.None.WithAtMost(TraitRules.MostTraits, change) is { Count: > 0 } traits)
            {
                added.Add(KeyValuePair.Create(key, traits));
            }
        }

        return (added, merged);
    }

    private TraitSet Merge(AppDbContext db, StoredIdentity row, IReadOnlyDictionary<string, ContextValue> changes)
    {
        var traits = TraitJson.Read(row.Traits).WithAtMost(TraitRules.MostTraits, changes);
        if (traits.Count == 0)
        {
            _ = db.Remove(row);
        }
        else if (TraitJson.Write(traits) is var json && json != row.Traits)
        {
            (row.Traits, row.UpdatedAt) = (json, clock.Now());
        }

        return traits;
    }

    private StoredIdentity NewRow(int id, IdentityKey key, TraitSet traits)
    {
        var now = clock.Now();
        return new StoredIdentity
        {
            Id = id,
            EnvironmentId = key.EnvironmentId,
            Identifier = key.Identifier,
            Traits = TraitJson.Write(traits),
            CreatedAt = now,
            UpdatedAt = now,
        };
    }
}
