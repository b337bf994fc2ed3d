using System.Collections.Concurrent;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access;

/// <summary>
/// Remembers when each management API key was last used, until <see cref="ManagementKeyUseWriter"/> has it written: a request
/// never waits for that. Uses are no changes, so they leave no record.
/// </summary>
public sealed class ManagementKeyUses(IDbContextFactory<AppDbContext> contexts, WriteGate gate, TimeProvider clock)
{
    private readonly ConcurrentDictionary<int, DateTimeOffset> _uses = [];

    /// <summary>Notes that a key is used now, to the second.</summary>
    public void Note(int keyId)
    {
        var now = clock.Now();
        Keep(keyId, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)));
    }

    /// <summary>Writes what was noted since the last time. What cannot be written stays noted.</summary>
    internal async Task WriteAsync(CancellationToken cancellationToken)
    {
        foreach (var (keyId, at) in _uses.OrderBy(use => use.Key).ToList())
        {
            await WriteAsync(keyId, at, cancellationToken);

            // Not a use that was noted meanwhile.
            _ = _uses.TryRemove(KeyValuePair.Create(keyId, at));
        }
    }

    private void Keep(int keyId, DateTimeOffset at) => _uses.AddOrUpdate(keyId, at, (_, known) => known > at ? known : at);

    // One statement a turn, so that nobody's change waits for all keys. Another process may have seen the key later.
    private async Task WriteAsync(int keyId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.ManagementKeys
            .Where(key => key.Id == keyId && (key.LastUsedAt == null || key.LastUsedAt < at))
            .ExecuteUpdateAsync(row => row.SetProperty(key => key.LastUsedAt, at), cancellationToken);
    }
}
