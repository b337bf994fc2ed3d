using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Demo;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Copying;
using ExperimentAdmin.Core.Persistence.Postgres;
using ExperimentAdmin.Core.Persistence.Sqlite;
using ExperimentAdmin.Core.Retention.Reads;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Api;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ExperimentAdmin.Unit.Persistence;

/// <summary>Everything moves from a SQLite file to PostgreSQL and back, or nothing does.</summary>
public sealed class CopyOnPostgres() : DatabaseTests(DatabaseProvider.Postgres)
{
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("experiment-admin-keys-");
    private TestDatabase _source = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _source = await TestDatabase.CreateAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_source is not null)
        {
            await _source.DisposeAsync();
        }

        _keys.Delete(recursive: true);
        await base.DisposeAsync();
    }

    [Fact]
    public async Task EveryTable_IsTheSameThere_AndTheSameAgainAfterTheWayBack()
    {
        await CopiedRows.FillEveryTableAsync(_source, Cancellation);
        await using var back = await TestDatabase.CreateAsync();
        var expected = await CopiedRows.DumpAsync(_source, Cancellation);

        var rows = await CopyAsync(_source, Database);
        (await CopiedRows.DumpAsync(Database, Cancellation)).ShouldBe(expected);
        _ = await CopyAsync(Database, back);

        (await CopiedRows.DumpAsync(back, Cancellation)).ShouldBe(expected);
        rows.Where(row => row.Value == 0).Select(row => row.Key).ShouldBe(["data_protection_keys"]);
        rows.Single(row => row.Key == "people").Value.ShouldBe(DemoPeople.All.Count);
    }

    [Fact]
    public async Task ADatabaseThatIsNotThereYet_IsMade()
    {
        await CopiedRows.FillWithDemoAsync(_source, Cancellation);
        var made = new NpgsqlConnectionStringBuilder(Database.Options.ConnectionString) { Database = $"test_{Guid.NewGuid():N}", Pooling = false };
        try
        {
            _ = await CopyAsync(_source.Options, Database.Options with { ConnectionString = made.ConnectionString });

            await using var db = PostgresAppDbContext.Open(Database.Options with { ConnectionString = made.ConnectionString });
            (await db.Set<Person>().CountAsync(Cancellation)).ShouldBe(DemoPeople.All.Count);
        }
        finally
        {
            await OnTargetAsync($"DROP DATABASE IF EXISTS {made.Database} WITH (FORCE)");
        }
    }

    [Fact]
    public async Task ADatabaseThatIsNotThere_AndMayNotBeMade_IsNamed()
    {
        var user = $"user_{Guid.NewGuid():N}"[..20];
        await OnTargetAsync($"CREATE ROLE {user} LOGIN PASSWORD 'secret-1'");
        try
        {
            var none = new NpgsqlConnectionStringBuilder(Database.Options.ConnectionString) { Database = "nosuch", Username = user, Password = "secret-1", Pooling = false };
            (await Should.ThrowAsync<StartFailureException>(CopyAsync(_source.Options, Database.Options with { ConnectionString = none.ConnectionString }))).Message
                .ShouldContain($"the database nosuch does not exist, and \"{user}\" may not create it, so create it, with ENCODING 'UTF8', or correct Database in --copy-to");
        }
        finally
        {
            await OnTargetAsync($"DROP ROLE {user}");
        }
    }

    [Fact]
    public async Task ATargetFileThatCannotBeUsed_IsNamedByTheCommand_AndLeavesNothing()
    {
        await CopiedRows.FillWithDemoAsync(_source, Cancellation);
        var folder = new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={_keys.FullName}");
        (await Should.ThrowAsync<StartFailureException>(CopyAsync(_source.Options, folder))).Message.ShouldContain("name a file in it in --copy-to");

        await File.WriteAllTextAsync(Path.Join(_keys.FullName, "key-one.xml"), "<key/>", Cancellation);
        var made = new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={Path.Join(_keys.FullName, "new.db")}");
        _ = await Should.ThrowAsync<Exception>(new DatabaseCopy(_source.Options, _keys.FullName, made, Path.Join(_keys.FullName, "key-one.xml", "no-folder")).RunAsync(ask: null, Cancellation));

        _keys.GetFiles().Select(file => file.Name).ShouldBe(["key-one.xml"]);
        var full = SqliteFile.Explain(new Microsoft.Data.Sqlite.SqliteException("SQLite Error 10: 'disk I/O error'.", 10), "/full/new.db").Message;
        full.ShouldContain("its disk has no room left");
    }

    [Fact]
    public async Task ThatTheCopyRemovesWhatIsOld_IsKnown()
    {
        await OnSourceAsync("UPDATE retention SET version_days = 30");
        var isOn = false;

        _ = await new DatabaseCopy(_source.Options, sourceKeys: null, Database.Options, targetKeys: null)
            .RunAsync(async (copy, cancellation) => isOn = await RetentionReads.IsOnAsync(copy, cancellation), Cancellation);

        isOn.ShouldBeTrue();
    }

    [Fact]
    public async Task NewRows_GetNumbersThatNoRowEverHad()
    {
        var lost = await AddKeyAsync(_source, "Lost");
        await using (var db = _source.CreateDbContext())
        {
            _ = await db.Set<ManagementKey>().Where(key => key.Id == lost).ExecuteDeleteAsync(Cancellation);
        }

        _ = await CopyAsync(_source, Database);
        var next = await AddKeyAsync(Database, "Next");
        await using (var db = Database.CreateDbContext())
        {
            _ = await db.Set<ManagementKey>().Where(key => key.Id == next).ExecuteDeleteAsync(Cancellation);
        }

        await using var back = await TestDatabase.CreateAsync();
        _ = await CopyAsync(Database, back);

        next.ShouldBe(lost + 1);
        (await AddKeyAsync(back, "Last")).ShouldBe(lost + 2);
    }

    [Fact]
    public async Task AServerOnTheCopy_AnswersTheSame_AndKnowsTheSignInsOfTheOther()
    {
        await CopiedRows.FillWithDemoAsync(_source, Cancellation);
        List<string> before;
        IEnumerable<string> cookies;
        await using (var server = await ApiServer.StartAsync(_source.Options, TimeProvider.System, new Dictionary<string, string?>(StringComparer.Ordinal) { ["Server:KeyFolder"] = _keys.FullName }))
        {
            before = await AnswersAsync(server);
            using var session = await server.WithSessionAsync("admin@demo.local");
            cookies = session.Http.DefaultRequestHeaders.GetValues("Cookie");
            (await session.GetAsync("/api/v1/me/")).ShouldBe(200);
        }

        _ = await CopyAsync(_source.Options, Database.Options, _keys.FullName);

        await using var other = await ApiServer.StartAsync(Database.Options, TimeProvider.System);
        (await AnswersAsync(other)).ShouldBe(before);
        using var again = other.Anybody();
        again.Http.DefaultRequestHeaders.Add("Cookie", cookies);
        (await again.GetAsync("/api/v1/me/")).ShouldBe(200);
    }

    [Fact]
    public async Task Keys_BecomeFilesAgain_ThatNobodyElseCanRead()
    {
        var file = Path.Join(_keys.FullName, "key-one.xml");
        await File.WriteAllTextAsync(file, "<key id=\"one\"/>", Cancellation);
        (await CopyAsync(_source.Options, Database.Options, _keys.FullName))[^1].ShouldBe(KeyValuePair.Create("data_protection_keys", 1L));
        File.Delete(file);
        await using var back = await TestDatabase.CreateAsync();

        _ = await new DatabaseCopy(Database.Options, sourceKeys: null, back.Options, _keys.FullName).RunAsync(ask: null, Cancellation);

        (await File.ReadAllTextAsync(file, Cancellation)).ShouldBe("<key id=\"one\"/>");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task AFolderOfKeysThatBothHave_StaysAsItIs()
    {
        await File.WriteAllTextAsync(Path.Join(_keys.FullName, "key-one.xml"), "<key/>", Cancellation);

        _ = await new DatabaseCopy(_source.Options, _keys.FullName, Database.Options, _keys.FullName).RunAsync(ask: null, Cancellation);

        _keys.GetFiles().ShouldHaveSingleItem();
        await using var db = (PostgresAppDbContext)Database.CreateDbContext();
        (await db.DataProtectionKeys.AnyAsync(Cancellation)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("INSERT INTO experiment_counts (environment_id, status, count) VALUES (1, 'Running', 1)", "experiment_counts has 1 rows")]
    [InlineData("INSERT INTO data_protection_keys (friendly_name, xml) VALUES ('key-1', '<key/>')", "a server has run on it")]
    public async Task ATargetWithAnythingInIt_IsRefused_AndStaysAsItIs(string sql, string why)
    {
        await CopiedRows.FillWithDemoAsync(_source, Cancellation);
        await OnTargetAsync(sql);
        await using var before = Database.CreateDbContext();
        var rows = await DatabaseFingerprint.TakeAsync(before, Cancellation);

        await RefusesAsync(why, "is not empty", "Nothing was copied.");

        await using var after = Database.CreateDbContext();
        (await DatabaseFingerprint.TakeAsync(after, Cancellation)).ShouldBe(rows);
    }

    [Fact]
    public async Task ATargetOfAnotherProgram_OrOfANewerVersion_OrInUse_IsRefused()
    {
        await OnTargetAsync("""INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('20991231000000_Next', '11.0.0')""");
        await RefusesAsync("used by a newer version", "20991231000000_Next");
        await OnTargetAsync("""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20991231000000_Next'""");

        await OnTargetAsync("CREATE SCHEMA other CREATE TABLE customers (id int)");
        var other = new NpgsqlConnectionStringBuilder(Database.Options.ConnectionString) { SearchPath = "other", Pooling = false };
        (await Should.ThrowAsync<StartFailureException>(CopyAsync(_source.Options, Database.Options with { ConnectionString = other.ConnectionString })))
            .Message.ShouldContain("it has a table customers");
        await OnTargetAsync("DROP SCHEMA other CASCADE");

        await using var using1 = new NpgsqlConnection(Database.Options.ConnectionString);
        await using1.OpenAsync(Cancellation);
        await using var transaction = await using1.BeginTransactionAsync(Cancellation);
        await using var read = new NpgsqlCommand("SELECT count(*) FROM people", using1);
        _ = await read.ExecuteScalarAsync(Cancellation);
        await RefusesAsync("somebody uses its tables");
    }

    [Fact]
    public async Task ADatabaseFromBeforeTheFirstRelease_IsNeitherCopiedNorCopiedInto()
    {
        const string FromBefore = """UPDATE "__EFMigrationsHistory" SET "MigrationId" = '20261121092318_Initial'""";
        await using var target = Database.CreateDbContext();
        await OnTargetAsync(FromBefore);
        await RefusesAsync("from before the first release (it has the change 20261121092318_Initial): name one that is empty. Nothing was copied.");
        await OnTargetAsync($"UPDATE \"__EFMigrationsHistory\" SET \"MigrationId\" = '{target.Database.GetMigrations().Single()}'");

        await OnSourceAsync(FromBefore);
        await RefusesAsync("from before the first release (it has the change 20261121092318_Initial)", "naming that in ConnectionStrings:Default.");
    }

    [Fact]
    public async Task ASourceThatAServerUses_OrThatIsNotThere_OrEmpty_IsRefused()
    {
        using (SqliteFile.Take(_source.Options.ConnectionString))
        {
            await RefusesAsync("Another process already runs on the database");
        }

        var file = Path.Join(_keys.FullName, "other.db");
        var other = new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={file};Pooling=False");
        (await Should.ThrowAsync<StartFailureException>(CopyAsync(other, Database.Options))).Message.ShouldContain("There is no database");
        _keys.GetFiles().ShouldBeEmpty();
        await File.WriteAllBytesAsync(file, [], Cancellation);
        (await Should.ThrowAsync<StartFailureException>(CopyAsync(other, Database.Options))).Message.ShouldContain("is empty");
    }

    [Fact]
    public async Task TheDatabaseItself_IsRefused()
        => (await Should.ThrowAsync<StartFailureException>(CopyAsync(Database, Database))).Message.ShouldContain("is the database itself");

    [Fact]
    public async Task ARowThatPostgresCannotKeep_IsNamed_AndNothingIsThere_UntilItIsMended()
    {
        await CopiedRows.FillWithDemoAsync(_source, Cancellation);
        await OnSourceAsync("UPDATE experiments SET hypothesis = 'a' || char(0) || 'b' WHERE id = 2");
        await RefusesAsync("The row id=2 of experiments has the character U+0000 in hypothesis");
        await OnSourceAsync("UPDATE experiments SET hypothesis = 'ab' WHERE id = 2");
        await OnSourceAsync($"UPDATE people SET display_name = '{new string('x', 200)}' WHERE id = 1");
        await RefusesAsync("The rows of people from id=1 to ", "cannot be written");
        await using (var db = Database.CreateDbContext())
        {
            (await db.Set<Person>().AnyAsync(Cancellation)).ShouldBeFalse();
            (await db.Set<Project>().AnyAsync(Cancellation)).ShouldBeFalse();
        }

        await OnSourceAsync("UPDATE people SET display_name = 'x' WHERE id = 1");
        (await CopyAsync(_source, Database)).ShouldContain(row => row.Key == "experiments" && row.Value > 0);
    }

    private static async Task<int> AddKeyAsync(TestDatabase database, string name)
    {
        await using var db = database.CreateDbContext();
        var key = new ManagementKey
        {
            Name = name,
            NameFolded = TextFold.Fold(name),
            Hash = Secret.Hash(name),
            Hint = "x",
            Role = Role.Viewer,
            CreatedAt = DateTimeOffset.UnixEpoch,
            CreatedBy = "Test",
        };
        db.Add(key);
        await db.SaveChangesAsync(Cancellation);
        return key.Id;
    }

    private static async Task<List<string>> AnswersAsync(ApiServer server)
    {
        List<string> answers = [];
        foreach (var environment in (string[])["demo_production", "demo_development"])
        {
            using var browser = server.Anybody();
            browser.Http.DefaultRequestHeaders.Add("X-Environment-Key", environment);
            using var backend = server.Anybody();
            backend.Http.DefaultRequestHeaders.Add("X-Environment-Key", $"ser.{environment}");
            List<ApiAnswer> all = [await browser.GetAsync("/api/v1/flags/"), await backend.GetAsync("/api/v1/environment-document/")];
            for (var number = 0; number < 50; number++)
            {
                all.Add(await browser.GetAsync($"/api/v1/identities/?identifier=user_{number}&transient=true"));
            }

            answers.AddRange(all.Select(answer => $"{answer.ShouldBe(200).Text} {answer.Headers.GetValueOrDefault("ETag")} {answer.Headers.GetValueOrDefault("Last-Modified")}"));
        }

        return answers;
    }

    private static Task<IReadOnlyList<KeyValuePair<string, long>>> CopyAsync(TestDatabase from, TestDatabase to) => CopyAsync(from.Options, to.Options);

    private static Task<IReadOnlyList<KeyValuePair<string, long>>> CopyAsync(DatabaseOptions from, DatabaseOptions to, string? keys = null)
        => new DatabaseCopy(from, keys, to, targetKeys: null).RunAsync(ask: null, Cancellation);

    private async Task RefusesAsync(params string[] words)
    {
        var message = (await Should.ThrowAsync<StartFailureException>(CopyAsync(_source.Options, Database.Options))).Message;
        words.ShouldAllBe(word => message.Contains(word, StringComparison.Ordinal), message);
    }

    private Task OnSourceAsync(string sql) => OnAsync(_source, sql);

    private Task OnTargetAsync(string sql) => OnAsync(Database, sql);

    private static async Task OnAsync(TestDatabase database, string sql)
    {
        await using var db = database.CreateDbContext();
        _ = await db.Database.ExecuteSqlRawAsync(sql, Cancellation);
    }
}
