using ExperimentAdmin.Core;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Postgres;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Api;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ExperimentAdmin.Unit.Persistence;

/// <summary>Processes that start on one database of PostgreSQL do it one after the other, and what cannot be used is refused by its true cause.</summary>
public sealed class StartingTogetherTestsOnPostgres : IAsyncLifetime
{
    private readonly string _name = $"start_{Guid.NewGuid():N}";
    private readonly List<string> _roles = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DatabaseOptions Options => new(DatabaseProvider.Postgres, Server(_name));

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(TestDatabase.PostgresServer is null, "TEST_POSTGRES is not set.");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (TestDatabase.PostgresServer is null)
        {
            return;
        }

        NpgsqlConnection.ClearAllPools();
        await RunAsync("postgres", $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
        foreach (var role in _roles)
        {
            await RunAsync("postgres", $"DROP ROLE {role}");
        }
    }

    [Fact]
    public async Task SeveralProcesses_AllStart_AndOneOfThemMigratesAndFills()
    {
        await CreateAsync();

        var servers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(StartAsync)));
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }

        await using var db = PostgresAppDbContext.Open(Options);
        (await db.Database.GetAppliedMigrationsAsync(Cancellation)).ShouldBe(db.Database.GetMigrations());
        (await CountAsync("data_protection_keys")).ShouldBe(1);
        (await CountAsync("people")).ShouldBe(1);
        (await CountAsync("pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")).ShouldBe(0);
    }

    [Fact]
    public async Task WhoWaits_SaysForWhom_AndWaitsForLongerThanACommandMayTake()
    {
        await CreateAsync();
        await using var holder = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server(_name)) { Pooling = false }.ConnectionString);
        await holder.OpenAsync(Cancellation);
        await using (var take = new NpgsqlCommand($"SELECT pg_advisory_lock({PostgresTurn.Key})", holder))
        {
            await take.ExecuteNonQueryAsync(Cancellation);
        }

        var log = new SaidWarnings();
        await using var services = Services(Options with { CommandTimeout = TimeSpan.FromSeconds(1) }, log);
        var start = services.GetRequiredService<DatabaseStart>().RunAsync(Cancellation);
        (await log.FirstAsync(Cancellation)).ShouldContain($"session {holder.ProcessID} of PostgreSQL");
        start.IsCompleted.ShouldBeFalse();

        await holder.CloseAsync();
        await start;
    }

    [Fact]
    public async Task KeysOfCookiesInAFolder_ThatCannotBeRead_AreNamed()
    {
        await CreateAsync();
        var folder = Directory.CreateTempSubdirectory("experiment-admin-keys-");
        try
        {
            await File.WriteAllTextAsync(Path.Join(folder.FullName, "key-1.xml"), "text", Cancellation);

            (await Should.ThrowAsync<StartFailureException>(() => ApiServer.StartAsync(
                Options, TimeProvider.System, new Dictionary<string, string?>(StringComparer.Ordinal) { ["Server:KeyFolder"] = folder.FullName })))
                .Message.ShouldContain($"cannot be read and written in {folder.FullName} (");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task ADatabaseThatDoesNotExist_IsNamed_AndNotMade()
    {
        (await RefusedAsync(Server(_name))).ShouldContain($"\"{_name}\" does not exist): create that database");

        await Should.ThrowAsync<PostgresException>(() => CountAsync("pg_tables"));
    }

    [Fact]
    public async Task ADatabaseWithoutUnicode_IsRefused()
    {
        await CreateAsync("SQL_ASCII");

        (await RefusedAsync(Server(_name))).ShouldContain("encoded in SQL_ASCII");
    }

    [Fact]
    public async Task ADatabaseThatIsReadOnly_IsRefused()
    {
        await CreateAsync();
        await RunAsync("postgres", $"ALTER DATABASE {_name} SET default_transaction_read_only = on");

        (await RefusedAsync(Server(_name))).ShouldContain("if this one is a standby");
    }

    [Fact]
    public async Task AUserWithoutPermission_IsToldWhatToHaveGranted()
    {
        await CreateAsync();
        var role = $"role_{Guid.NewGuid():N}";
        await RunAsync("postgres", $"CREATE ROLE {role} LOGIN");
        _roles.Add(role);
        await RunAsync(_name, "REVOKE CREATE ON SCHEMA public FROM PUBLIC");

        (await RefusedAsync(new NpgsqlConnectionStringBuilder(Server(_name)) { Username = role }.ConnectionString))
            .ShouldContain($"GRANT USAGE, CREATE ON SCHEMA public TO \"{role}\"");
    }

    [Theory]
    [InlineData("CREATE TABLE people (id int)", "belongs to another program (it has the table people")]
    [InlineData("CREATE TABLE theirs (id int)", "belongs to another program (it has the table theirs")]
    [InlineData("CREATE TABLE theirs (id int); CREATE TABLE \"__EFMigrationsHistory\" (\"MigrationId\" text, \"ProductVersion\" text)", "it has the table theirs")]
    [InlineData("CREATE TABLE \"__EFMigrationsHistory\" (id int)", "tables are missing in this database or are of another program, so restore a backup")]
    [InlineData("CREATE TABLE \"__EFMigrationsHistory\" (\"MigrationId\" text, \"ProductVersion\" text); INSERT INTO \"__EFMigrationsHistory\" VALUES ('2020_Theirs', '1')", "belongs to another program")]
    public async Task ADatabaseOfAnotherProgram_IsRefused(string sql, string sentence)
    {
        await CreateAsync();
        await RunAsync(_name, sql);

        (await RefusedAsync(Server(_name))).ShouldContain(sentence);
    }

    [Fact]
    public async Task ADatabaseOfANewerVersion_IsRefused_WithItsChanges()
    {
        await CreateAsync();
        await MigrateAsync();
        await RunAsync(_name, "INSERT INTO \"__EFMigrationsHistory\" VALUES ('2990_One', '1'), ('2991_Two', '1')");

        (await RefusedAsync(Server(_name))).ShouldContain("newer version of ExperimentAdmin (it has the changes 2990_One, 2991_Two)");
    }

    [Fact]
    public async Task ADatabaseFromBeforeTheFirstRelease_IsRefused_AndLeftAsItIs()
    {
        await CreateAsync();
        await MigrateAsync();
        await RunAsync(_name, "UPDATE \"__EFMigrationsHistory\" SET \"MigrationId\" = '20261121092318_Initial'");

        (await RefusedAsync(Server(_name))).ShouldContain($"The database {_name} at ");
        (await RefusedAsync(Server(_name))).ShouldContain(
            "was made by a version of ExperimentAdmin from before the first release (it has the change 20261121092318_Initial): it was left as it is");
        (await CountAsync("\"__EFMigrationsHistory\"")).ShouldBe(1);
    }

    [Theory]
    [InlineData("Host=nowhere.invalid;Database=x;Username=y", "correct Host in")]
    [InlineData("Host=127.0.0.1;Port=1;Database=x;Username=y", "correct Host and Port in")]
    public async Task AServerThatIsNotThere_IsNamed(string connectionString, string sentence) => (await RefusedAsync(connectionString)).ShouldContain(sentence);

    [Theory]
    [InlineData("28P01", "password authentication failed", "correct Username and Password")]
    [InlineData("28000", "no pg_hba.conf entry for host", "pg_hba.conf of the server")]
    [InlineData("28000", "role \"y\" does not exist", "create that user")]
    [InlineData("42501", "permission denied to create extension \"pg_trgm\"", "CREATE EXTENSION pg_trgm")]
    [InlineData("42501", "must be owner of table people", "the user that owns the tables")]
    [InlineData("58P01", "could not open extension control file pg_trgm.control", "postgresql-contrib")]
    [InlineData("0A000", "extension \"pg_trgm\" is not available", "postgresql-contrib")]
    [InlineData("53300", "sorry, too many clients already", "max_connections")]
    [InlineData("57P03", "the database system is starting up", "wait until it has started")]
    [InlineData("53100", "could not extend file", "make room")]
    [InlineData("42P01", "relation \"people\" does not exist", "restore a backup")]
    [InlineData("42703", "column \"x\" does not exist", "restore a backup")]
    [InlineData("57014", "canceling statement due to statement timeout", "statement_timeout")]
    public void WhatTheServerSays_HasItsWayOut(string state, string message, string wayOut)
    {
        var sentence = PostgresRefusal.Explain(new PostgresException(message, "FATAL", "FATAL", state), "Host=db;Database=x;Username=y").Message;

        sentence.ShouldStartWith($"PostgreSQL at db:5432 cannot be used ({message}): ");
        sentence.ShouldContain(wayOut);
        sentence.ShouldEndWith(".");
    }

    private async Task<ApiServer> StartAsync() => await ApiServer.StartAsync(Options, TimeProvider.System, new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["Bootstrap:AdminEmail"] = "first@test.local",
        ["Bootstrap:AdminPassword"] = "correct horse battery",
    });

    private static async Task<string> RefusedAsync(string connectionString)
    {
        await using var services = Services(new DatabaseOptions(DatabaseProvider.Postgres, connectionString), new SaidWarnings());
        var sentence = (await Should.ThrowAsync<StartFailureException>(() => services.GetRequiredService<DatabaseStart>().RunAsync(Cancellation))).Message;
        sentence.ShouldNotContain("\n");
        sentence.ShouldEndWith(".");
        return sentence;
    }

    private static ServiceProvider Services(DatabaseOptions options, SaidWarnings log)
        => new ServiceCollection().AddLogging(logging => logging.AddProvider(log)).AddCore(options).BuildServiceProvider();

    private Task CreateAsync(string encoding = "UTF8") => RunAsync("postgres", $"CREATE DATABASE {_name} TEMPLATE template0 ENCODING '{encoding}' LOCALE 'C'");

    private async Task MigrateAsync()
    {
        await using var db = PostgresAppDbContext.Open(Options);
        await db.Database.MigrateAsync(Cancellation);
    }

    private static string Server(string database)
        => new NpgsqlConnectionStringBuilder(TestDatabase.PostgresServer) { Database = database }.ConnectionString;

#pragma warning disable CA2100 // What is put into these commands is made up above.
    private async Task<int> CountAsync(string what)
    {
        await using var connection = new NpgsqlConnection(Server(_name));
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand($"SELECT count(*)::int FROM {what}", connection);
        return (int)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    private static async Task RunAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server(database)) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
#pragma warning restore CA2100
}
