using System.Collections.Concurrent;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Postgres;
using ExperimentAdmin.Core.Persistence.Sqlite;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

[assembly: AssemblyFixture(typeof(DatabaseTemplates))]

namespace ExperimentAdmin.Tests.Shared;

/// <summary>
/// One migrated database per kind and test run. Copying it is far faster than migrating again; and as PostgreSQL keeps each
/// database in hundreds of files, emptying a copy for the next test is far faster than copying again.
/// </summary>
public sealed class DatabaseTemplates : IAsyncDisposable
{
    private static readonly Lazy<Task<DatabaseOptions>> s_sqlite = new(MigrateSqliteAsync);
    private static readonly Lazy<Task<DatabaseOptions>> s_postgres = new(MigratePostgresAsync);

    private static readonly ConcurrentQueue<DatabaseOptions> s_emptied = [];

    // Whatever the server's own is. C sorts by code point; an ICU locale sorts as people of a language do.
    private static readonly string s_locale = TestDatabase.PostgresIcuLocale is { } icu
        ? $"LOCALE_PROVIDER icu ICU_LOCALE '{icu}' LOCALE 'C'"
        : "LOCALE_PROVIDER libc LOCALE 'C'";

    // What the migrations put into tables lies beside them, to be put there again.
    private const string KeepRows =
        """
        DO $$
        DECLARE
          kept text;
          has_rows boolean;
        BEGIN
          CREATE SCHEMA kept;
          FOR kept IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename <> '__EFMigrationsHistory'
          LOOP
            EXECUTE 'SELECT EXISTS (SELECT FROM public.' || kept || ')' INTO has_rows;
            IF has_rows THEN
              EXECUTE 'CREATE TABLE kept.' || kept || ' AS TABLE public.' || kept;
            END IF;
          END LOOP;
        END
        $$
        """;

    // Row by row, in whatever order: a table that is truncated gets new files.
    private const string EmptyTables =
        """
        DO $$
        DECLARE
          one text;
          first bigint;
        BEGIN
          SET LOCAL lock_timeout = '10s';
          SET LOCAL session_replication_role = replica;
          FOR one IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename <> '__EFMigrationsHistory'
          LOOP
            EXECUTE 'DELETE FROM public.' || one;
          END LOOP;
          FOR one IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'kept'
          LOOP
            EXECUTE 'INSERT INTO public.' || one || ' SELECT * FROM kept.' || one;
          END LOOP;
          FOR one, first IN SELECT quote_ident(sequencename), start_value FROM pg_sequences WHERE schemaname = 'public'
          LOOP
            PERFORM setval('public.' || one, first, false);
          END LOOP;
        END
        $$
        """;

    public async ValueTask DisposeAsync()
    {
        if (s_sqlite.IsValueCreated)
        {
            Delete((await s_sqlite.Value).File);
        }

        foreach (var emptied in s_emptied)
        {
            await DropAsync(NameOf(emptied));
        }

        if (s_postgres is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
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
        var copy = NewSqlite(pooling: true);
        File.Copy(template.File, copy.File);
        return copy;
    }

    /// <summary>A database as the migrations leave it: one that is not needed any more, else a copy.</summary>
    internal static async Task<DatabaseOptions> TakePostgresAsync()
    {
        if (s_emptied.TryDequeue(out var emptied))
        {
            return emptied;
        }

        var template = await s_postgres.Value;
        var copy = NewPostgres(pooling: true);
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

    /// <summary>Empties a database for whoever takes the next. One that cannot be emptied is dropped.</summary>
    internal static async Task GiveBackPostgresAsync(DatabaseOptions options)
    {
        try
        {
            await using var connection = new NpgsqlConnection(options.ConnectionString);
            await connection.OpenAsync(CancellationToken.None);
            await using var command = new NpgsqlCommand(EmptyTables, connection);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
            s_emptied.Enqueue(options);
        }
        catch (NpgsqlException)
        {
            await DropAsync(NameOf(options)); // Something still holds a lock there, or the user of the server may not do that.
        }
    }

    private static Task DropAsync(string postgresDatabase)
        => OnServerAsync($"DROP DATABASE IF EXISTS {postgresDatabase} WITH (FORCE)");

    // Never cancelled with the test that happens to come first: the others need the template too.
    // The way production opens its file, WAL included. The last connection to close writes the log back into the file,
    // so the file alone is the whole template.
    private static async Task<DatabaseOptions> MigrateSqliteAsync()
    {
        var options = NewSqlite(pooling: false);
        await using var db = Open(options);
        await db.Database.MigrateAsync(CancellationToken.None);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", CancellationToken.None);
        return options;
    }

    private static async Task<DatabaseOptions> MigratePostgresAsync()
    {
        var options = NewPostgres(pooling: false);
        try
        {
            await OnServerAsync($"CREATE DATABASE {NameOf(options)} TEMPLATE template0 ENCODING 'UTF8' {s_locale}");
        }
        catch (PostgresException refusal) when (refusal.SqlState == PostgresErrorCodes.FeatureNotSupported)
        {
            Assert.Skip($"The server of TEST_POSTGRES makes no such databases: {refusal.MessageText}.");
        }

        await using var db = Open(options);
        await db.Database.MigrateAsync(CancellationToken.None);
        await db.Database.ExecuteSqlRawAsync(KeepRows, CancellationToken.None);
        return options;
    }

    // No pool on a template: a connection that stays open would keep it from being copied. On a copy, every context would
    // otherwise open a connection of its own, which takes longer than what the test does with it.
    private static DatabaseOptions NewSqlite(bool pooling) => new(
        DatabaseProvider.Sqlite,
        $"Data Source={Path.Join(Path.GetTempPath(), $"experiment-admin-{Guid.NewGuid():N}.db")};Pooling={pooling}");

    private static DatabaseOptions NewPostgres(bool pooling) => new(
        DatabaseProvider.Postgres,
        new NpgsqlConnectionStringBuilder(TestDatabase.PostgresServer)
        {
            Database = $"test_{Guid.NewGuid():N}",
            Pooling = pooling,
        }.ConnectionString);

    private static string NameOf(DatabaseOptions options)
        => new NpgsqlConnectionStringBuilder(options.ConnectionString).Database!;

#pragma warning disable CA2100 // What is put into these commands is made up above, or named by whoever runs the tests.
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
