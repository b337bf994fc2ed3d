using System.Collections.Concurrent;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.Keys;

/// <summary>
/// Remembers when each key was last used, until it is written: a request never waits for that. Uses are no changes, so they
/// leave no record.
/// </summary>
public abstract class LastUses(IDbContextFactory<AppDbContext> contexts, WriteGate gate, TimeProvider clock) : IBatch
{
    private readonly ConcurrentDictionary<int, DateTimeOffset> _uses = [];

    public abstract string Name { get; }

    public TimeSpan Pause => TimeSpan.FromSeconds(10);

    /// <summary>Notes that a key is used now, to the second.</summary>
    public void Note(int keyId)
    {
        var now = clock.Now();
        var second = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        if (!_uses.TryGetValue(keyId, out var known) || known < second)
        {
            _ = _uses.AddOrUpdate(keyId, second, (_, other) => other > second ? other : second);
        }
    }

    /// <summary>The newest use that this process noted and did not write yet; null when there is none.</summary>
    internal DateTimeOffset? Noted(int keyId) => _uses.TryGetValue(keyId, out var at) ? at : null;

    /// <summary>Writes what was noted since the last time. What cannot be written stays noted.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        foreach (var (keyId, at) in _uses.OrderBy(use => use.Key).ToList())
        {
            // One statement a turn, so that nobody's change waits for all keys.
            await gate.WriteAsync(
                async () =>
                {
                    await using var db = await contexts.CreateDbContextAsync(cancellationToken);
                    await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                    await WriteAsync(db, keyId, at, cancellationToken);
                    await transaction.CommitAsync(CancellationToken.None);
                },
                cancellationToken);

            // Not a use that was noted meanwhile.
            _ = _uses.TryRemove(KeyValuePair.Create(keyId, at));
        }
    }

    /// <summary>Writes one use, unless another process has seen the key later.</summary>
    private protected abstract Task WriteAsync(AppDbContext db, int keyId, DateTimeOffset at, CancellationToken cancellationToken);
}
