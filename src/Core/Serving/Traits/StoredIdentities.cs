using System.Collections.Concurrent;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Serving.Traits;

/// <summary>Knows without the database which identities are not stored, also of those that other processes store.</summary>
/// <remarks>Asking waits for nobody. Only one thread at a time may add or refresh.</remarks>
internal sealed class StoredIdentities(IDbContextFactory<AppDbContext> contexts)
{
    private const int RowsAtOnce = 10_000;

    private readonly ConcurrentDictionary<int, IdentityFilter> _filters = [];
    private volatile bool _isLoaded;
    private int _last;

    /// <summary>Whether an identity may be stored: false is certain. Before the first refresh, every one may be.</summary>
    public bool MayContain(IdentityKey key)
        => !_isLoaded || (_filters.TryGetValue(key.EnvironmentId, out var filter) && filter.MayContain(key.Identifier));

    /// <summary>Remembers that an identity is stored.</summary>
    public void Add(IdentityKey key) => _filters.GetOrAdd(key.EnvironmentId, _ => new IdentityFilter(0)).Add(key.Identifier);

    /// <summary>Takes in what was stored since the last time.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!_isLoaded)
        {
            await MakeFiltersAsync(db, cancellationToken);
        }

        while (await ReadOnAsync(db, cancellationToken) == RowsAtOnce)
        {
            // There is more.
        }

        _isLoaded = true;
    }

    private async Task MakeFiltersAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var counts = await db.Set<StoredIdentity>().GroupBy(identity => identity.EnvironmentId)
            .Select(group => new { EnvironmentId = group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        foreach (var environment in counts)
        {
            _ = _filters.TryAdd(environment.EnvironmentId, new IdentityFilter(environment.Count));
        }
    }

    private async Task<int> ReadOnAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var rows = await db.Set<StoredIdentity>().Where(identity => identity.Id > _last).OrderBy(identity => identity.Id).Take(RowsAtOnce)
            .Select(identity => new { identity.Id, identity.EnvironmentId, identity.Identifier }).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            Add(new IdentityKey(row.EnvironmentId, row.Identifier));
            _last = row.Id;
        }

        return rows.Count;
    }
}
