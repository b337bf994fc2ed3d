using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.Sessions;

/// <summary>Deletes the sign-ins that are over, some at a time so that nobody's change waits for long.</summary>
public sealed class SessionSweep(IDbContextFactory<AppDbContext> contexts, WriteGate gate, SessionLimits limits, TimeProvider clock) : IBatch
{
    /// <summary>The most that one transaction deletes.</summary>
    internal const int RowsATransaction = 200;

    // For processes whose clock is behind, and for uses that are not written yet.
    private static readonly TimeSpan s_grace = TimeSpan.FromHours(1);

    public string Name => "The end of old sign-ins";

    public TimeSpan Pause => TimeSpan.FromHours(1);

    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        while (await OldAsync(cancellationToken) is { Count: > 0 } old)
        {
            await gate.WriteAsync(
                async () =>
                {
                    await using var db = await contexts.CreateDbContextAsync(cancellationToken);
                    await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                    _ = await db.Set<Session>().Where(session => old.Contains(session.Id)).ExecuteDeleteAsync(cancellationToken);
                    await transaction.CommitAsync(CancellationToken.None);
                },
                cancellationToken);
        }
    }

    private async Task<List<int>> OldAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now() - s_grace;
        var (begun, seen) = (now - limits.Lifetime, now - limits.Idle);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<Session>()
            .Where(session => session.EndedAt <= now || session.CreatedAt <= begun || session.LastSeenAt <= seen)
            .OrderBy(session => session.Id).Select(session => session.Id).Take(RowsATransaction).ToListAsync(cancellationToken);
    }
}
