using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>Hands out the numbers of a <see cref="Counter"/>, each of them to one caller only.</summary>
public sealed class Counters(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<long> TakeAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var taken = await db.Database.SqlQuery<long>(
            $"""
            INSERT INTO counters (name, next_value) VALUES ({name}, 2)
            ON CONFLICT (name) DO UPDATE SET next_value = counters.next_value + 1
            RETURNING next_value - 1 AS "Value"
            """).ToListAsync(cancellationToken);
        return taken.Single();
    }
}
