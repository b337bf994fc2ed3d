using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ExperimentAdmin.Core.Persistence.Sqlite;

/// <summary>
/// Makes connections without the functions that EF Core gives SQLite for decimals, time spans and patterns, none of which the
/// model has: a connection gets them anew whenever it comes out of the pool, which takes longer than most queries. And opens none to
/// another file than the one of the start, nor makes an empty one where that was.
/// </summary>
/// <param name="patience">How many seconds the beginning of a transaction waits for a lock.</param>
/// <param name="guard">Knows the file of the start; null to open whatever is there.</param>
internal sealed class PlainSqliteConnections(int patience, SqliteGuard? guard) : DbConnectionInterceptor
{
    public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result)
    {
        ArgumentNullException.ThrowIfNull(eventData);
        return InterceptionResult<DbConnection>.SuppressWithResult(new SqliteConnection(eventData.ConnectionString) { DefaultTimeout = patience });
    }

    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        guard?.Check();
        return result;
    }

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        guard?.Check();
        return ValueTask.FromResult(result);
    }
}
