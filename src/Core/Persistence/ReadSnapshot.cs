using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>
/// Opens a context whose queries all see the same moment, so that an answer made of several never mixes before and
/// after of somebody's change. Writers are not kept waiting.
/// </summary>
internal static class ReadSnapshot
{
    public static async Task<AppDbContext> OpenAsync(
        IDbContextFactory<AppDbContext> contexts, CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (db.IsLent)
        {
            return db; // It has a transaction, and tracks nothing that is read.
        }

        try
        {
            db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            if (db.Database.GetDbConnection() is SqliteConnection sqlite)
            {
                await db.Database.OpenConnectionAsync(cancellationToken);

                // The default would take the write lock.
                await db.Database.UseTransactionAsync(sqlite.BeginTransaction(deferred: true), cancellationToken);
            }
            else
            {
                await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
            }

            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }
}
