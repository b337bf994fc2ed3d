using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Tests.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

[assembly: AssemblyFixture(typeof(DatabaseTemplates))]

namespace ExperimentAdmin.Tests.Shared;

/// <summary>One migrated database per kind and test run. Copying it is far faster than migrating again.</summary>
public sealed class DatabaseTemplates : IAsyncDisposable
{
    private static readonly Lazy<Task<DatabaseOptions>> s_sqlite = new(MigrateSqliteAsync);
    private static readonly Lazy<Task<DatabaseOptions>> s_postgres = new(MigratePostgresAsync);

    public async ValueTask DisposeAsync()
    {
        if (s_sqlite.IsValueCreated)
        {
            Delete(FileOf(await s_sqlite.Value));
        }

        if (s_postgres.IsValueCreated)
        {
            await DropAsync(NameOf(await s_postgres.Value));
        }
    }

    internal static AppDbContext Open(DatabaseOptions options, params IInterceptor[] interceptors) => options.Provider switch
    {
        DatabaseProvider.Sqlite => SqliteAppDbContext.Open(options, interceptors),
        DatabaseProvider.Postgres => PostgresAppDbContext.Open(options, interceptors),
    };

    internal static async Task<DatabaseOptions> CopySqliteAsync()
    {
        var template = await s_sqlite.Value;
        var copy = NewSqlite();
        File.Copy(FileOf(template), FileOf(copy));
        return copy;
    }

    internal static async Task<DatabaseOptions> CopyPostgresAsync()
    {
        var template = await s_postgres.Value;
        var copy = NewPostgres();
        await OnServerAsync($"CREATE DATABASE {NameOf(copy)} TEMPLATE {NameOf(template)} STRATEGY file_copy");
        return copy;
    }

    internal static void Delete(string sqliteFile)
    {
        foreach (var suffix in (string[])["", "-wal", "-shm", ".lock"])
        {
            File.Delete(sqliteFile + suffix);
        }
    }

    internal static Task DropAsync(string postgresDatabase)
        => OnServerAsync($"DROP DATABASE IF EXISTS {postgresDatabase} WITH (FORCE)");

    // Never cancelled with the test that happens to come first: the others need the template too.
    // The way production opens its file, WAL included. The last connection to close writes the log back into the file,
    // so the file alone is the whole template.
    private static async Task<DatabaseOptions> MigrateSqliteAsync()
    {
        var options = NewSqlite();
        await using var db = Open(options);
        await db.Database.MigrateAsync(CancellationToken.None);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", CancellationToken.None);
        return options;
    }

    private static async Task<DatabaseOptions> MigratePostgresAsync()
    {
        var options = NewPostgres();
        await using var db = Open(options);
        await db.Database.MigrateAsync(CancellationToken.None);
        return options;
    }

    // No pools: a pooled connection would keep the file, or the database, from being copied and deleted.
    private static DatabaseOptions NewSqlite() => new(
        DatabaseProvider.Sqlite,
        $"Data Source={Path.Join(Path.GetTempPath(), $"experiment-admin-{Guid.NewGuid():N}.db")};Pooling=False");

    private static DatabaseOptions NewPostgres() => new(
        DatabaseProvider.Postgres,
        new NpgsqlConnectionStringBuilder(TestDatabase.PostgresServer)
        {
            Database = $"test_{Guid.NewGuid():N}",
            Pooling = false,
        }.ConnectionString);

    private static string FileOf(DatabaseOptions options)
        => new SqliteConnectionStringBuilder(options.ConnectionString).DataSource;

    private static string NameOf(DatabaseOptions options)
        => new NpgsqlConnectionStringBuilder(options.ConnectionString).Database!;

#pragma warning disable CA2100 // The names in these commands are made up above.
    private static async Task OnServerAsync(string sql)
    {
        var server = new NpgsqlConnectionStringBuilder(TestDatabase.PostgresServer)
        {
            Database = "postgres",
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
#pragma warning restore CA2100
}
