using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Changes;

/// <summary>Deletes the answers that nobody may ask for any more, some at a time so that nobody's change waits for long.</summary>
public sealed class IdempotencySweep(IDbContextFactory<AppDbContext> contexts, WriteGate gate, TimeProvider clock) : IBatch
{
    /// <summary>The most that one transaction deletes.</summary>
    internal const int RowsATransaction = 200;

    public string Name => "The end of old answers to requests with an Idempotency-Key";

    public TimeSpan Pause => TimeSpan.FromMinutes(10);

    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        var until = clock.Now() - IdempotentRequest.KeptFor;
        while (await AnyAsync(until, cancellationToken))
        {
            await gate.WriteAsync(() => DeleteAsync(until, cancellationToken), cancellationToken);
        }
    }

    // Outside of the gate: mostly there is nothing to do.
    private async Task<bool> AnyAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<IdempotencyRecord>().AnyAsync(answer => answer.At <= until, cancellationToken);
    }

    // By the rows' keys: as a query in words each row of the table would be looked for among those to delete.
    private async Task DeleteAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        _ = await db.Database.ExecuteSqlAsync(
            $"""
            DELETE FROM idempotency_records WHERE (actor_kind, actor_id, route, "key") IN
            (SELECT actor_kind, actor_id, route, "key" FROM idempotency_records WHERE at <= {db.Stored(until)} ORDER BY at LIMIT {RowsATransaction})
            """,
            cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
