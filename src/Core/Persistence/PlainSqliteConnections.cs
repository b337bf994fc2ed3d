using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>
/// Makes connections without the functions that EF Core gives SQLite for decimals, time spans and patterns, none of which the
/// model has: a connection gets them anew whenever it comes out of the pool, which takes longer than most queries.
/// </summary>
internal sealed class PlainSqliteConnections : DbConnectionInterceptor
{
    public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result)
    {
        ArgumentNullException.ThrowIfNull(eventData);
        return InterceptionResult<DbConnection>.SuppressWithResult(new SqliteConnection(eventData.ConnectionString));
    }
}
