using System.Data;
using ExperimentAdmin.Core.Persistence.Postgres;
using ExperimentAdmin.Core.Persistence.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace ExperimentAdmin.Core.Persistence.Copying;

/// <summary>
/// Copies everything from one database into an empty one of either kind: rows with their ids, the numbers of those to come, and the keys of
/// cookies and links. One transaction, which is committed when every row was read back and found to be the same, so that nothing
/// that is half copied is ever there; a server that is started on the target meanwhile waits for it.
/// </summary>
/// <param name="source">Where the data is. A SQLite file must not be used by a server; PostgreSQL is read as it is at one moment.</param>
/// <param name="sourceKeys">The folder of its keys; null when they are in it.</param>
/// <param name="target">Where it goes.</param>
/// <param name="targetKeys">The folder of keys there; null when they are in it. The same folder stays as it is.</param>
public sealed class DatabaseCopy(DatabaseOptions source, string? sourceKeys, DatabaseOptions target, string? targetKeys)
{
    // A migration of an empty database takes seconds, the copy as long as it is large.
    private static readonly TimeSpan s_patience = TimeSpan.FromHours(24);

    /// <param name="ask">What is asked of the copy before it is committed; null for nothing.</param>
    /// <param name="cancellationToken">Ends it, and leaves nothing of it.</param>
    /// <returns>How many rows each table has, in the order in which they were copied, and how many keys were, under the name of their table.</returns>
    /// <exception cref="StartFailureException">It could not be done, and nothing was.</exception>
    public async Task<IReadOnlyList<KeyValuePair<string, long>>> RunAsync(
        Func<AppDbContext, CancellationToken, Task>? ask = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<KeyValuePair<string, long>> copied = [];
        await DatabaseVersion.ExplainAsync(source, PostgresRefusal.Setting, async () =>
        {
            DatabaseVersion.RequireFile(source);
            using var sourceFile = Take(source);
            await using var from = Open(source);
            await DatabaseVersion.RequireOwnAsync(from, source, cancellationToken);
            sourceFile?.MakeReady();
            await BeginSnapshotAsync(from, cancellationToken);
            await DatabaseVersion.ExplainAsync(target, "--copy-to", async () =>
            {
                RefuseSame();
                using var targetFile = Take(target);
                try
                {
                    await using var to = Open(target);
                    copied = await CopyAsync(from, to, targetFile, ask, cancellationToken);
                }
                catch
                {
                    targetFile?.GiveUp();
                    throw;
                }
            });
        });
        return copied;
    }

    private void RefuseSame()
    {
        if (source.Provider == target.Provider && source.Location == target.Location)
        {
            throw new StartFailureException($"{target.Location} is the database itself: name another one to copy into.");
        }
    }

    private async Task<IReadOnlyList<KeyValuePair<string, long>>> CopyAsync(
        AppDbContext from, AppDbContext to, SqliteFile? toFile, Func<AppDbContext, CancellationToken, Task>? ask, CancellationToken cancellationToken)
    {
        await RefuseStrangersAsync(to, cancellationToken);
        toFile?.MakeReady();
        to.Database.SetCommandTimeout(s_patience);
        await to.Database.MigrateAsync(cancellationToken);
        await using var transaction = await to.Database.BeginTransactionAsync(cancellationToken);
        var tables = CopiedTable.InOrder(from.Model, to.Model);
        await LockAsync(to, tables, cancellationToken);
        await EmptyAsync(to, tables, cancellationToken);
        var rows = new List<KeyValuePair<string, long>>();
        foreach (var table in tables)
        {
            var tally = await table.CopyAsync(from, to, cancellationToken);
            await DatabaseNumbers.CopyAsync(table, from, to, cancellationToken);
            if (!tally.IsSame(await table.ReadBackAsync(to, cancellationToken)))
            {
                throw new StartFailureException($"The rows of {table.Name} are not the same in {target.Location}: nothing was copied.");
            }

            rows.Add(KeyValuePair.Create(table.Name, tally.Rows));
        }

        rows.Add(KeyValuePair.Create(DatabaseKeys.Table, await CopyKeysAsync(from, to, cancellationToken)));
        await (ask?.Invoke(to, cancellationToken) ?? Task.CompletedTask);
        await transaction.CommitAsync(CancellationToken.None);
        return rows;
    }

    private async Task<long> CopyKeysAsync(AppDbContext from, AppDbContext to, CancellationToken cancellationToken)
    {
        var keys = await DatabaseKeys.ReadAsync(from, sourceKeys, cancellationToken);
        if (sourceKeys is null || sourceKeys != targetKeys)
        {
            await DatabaseKeys.WriteAsync(to, targetKeys, keys, cancellationToken);
        }

        return keys.Count;
    }

    private static AppDbContext Open(DatabaseOptions options) => options.Provider switch
    {
        DatabaseProvider.Sqlite => SqliteAppDbContext.Open(options),
        DatabaseProvider.Postgres => PostgresAppDbContext.Open(options),
    };

    private static SqliteFile? Take(DatabaseOptions options)
        => options.Provider is DatabaseProvider.Sqlite ? SqliteFile.Take(options.ConnectionString) : null;

    private static async Task BeginSnapshotAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        _ = db.Database.GetDbConnection() is SqliteConnection sqlite
            ? await db.Database.UseTransactionAsync(sqlite.BeginTransaction(deferred: true), cancellationToken)
            : await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
    }

    // Before anything is made there: a database that this program never used has to have nothing at all in it.
    private async Task RefuseStrangersAsync(AppDbContext to, CancellationToken cancellationToken)
    {
        if (!await to.Database.CanConnectAsync(cancellationToken))
        {
            return; // Bringing it up to date makes it, or says why that cannot be.
        }

        var history = await DatabaseHistory.ReadAsync(to, cancellationToken);
        if (history.Obstacle is { } obstacle)
        {
            throw new StartFailureException($"The database {target.Location} {obstacle}: name one that is empty. Nothing was copied.");
        }

        await using var command = CopiedTable.Command(
            to,
            target.Provider is DatabaseProvider.Sqlite
                ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' LIMIT 1"
                : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LIMIT 1");
        await to.Database.OpenConnectionAsync(cancellationToken);
        if (history.State is DatabaseState.Empty && await command.ExecuteScalarAsync(cancellationToken) is string table)
        {
            throw NotEmpty($"it has a table {table}");
        }
    }

    private async Task LockAsync(AppDbContext to, List<CopiedTable> tables, CancellationToken cancellationToken)
    {
        if (target.Provider is not DatabaseProvider.Postgres)
        {
            return; // The transaction has the only lock that there is.
        }

        var names = string.Join(", ", tables.Select(table => $"\"{table.Name}\"").Append(DatabaseKeys.Table));
        try
        {
            await using var command = CopiedTable.Command(to, $"SET LOCAL lock_timeout = '5s'; LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE");
            _ = await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException used) when (used.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw NotEmpty("somebody uses its tables", used);
        }
    }

    // The tables that the migrations themselves put rows into.
    private static List<string> Filled(AppDbContext db)
        => [.. db.GetService<IDesignTimeModel>().Model.GetEntityTypes().Where(type => type.GetSeedData().Any()).Select(type => type.GetTableName()!)];

    // What the migrations put there is among what is copied.
    private async Task EmptyAsync(AppDbContext to, List<CopiedTable> tables, CancellationToken cancellationToken)
    {
        var filled = Filled(to);
        foreach (var table in tables.Where(table => !filled.Contains(table.Name, StringComparer.Ordinal)))
        {
            if (await table.CountAsync(to, cancellationToken) is > 0 and var rows)
            {
                throw NotEmpty(FormattableString.Invariant($"{table.Name} has {rows} rows"));
            }
        }

        if (target.Provider is DatabaseProvider.Postgres && (await DatabaseKeys.ReadAsync(to, folder: null, cancellationToken)).Count > 0)
        {
            throw NotEmpty($"a server has run on it, and {DatabaseKeys.Table} has its keys");
        }

        await using var command = CopiedTable.Command(to, string.Join("; ", filled.Select(table => $"DELETE FROM {table}")));
        _ = await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private StartFailureException NotEmpty(string why, Exception? cause = null)
        => new($"The database {target.Location} is not empty ({why}): name one that is. Nothing was copied.", cause);
}
