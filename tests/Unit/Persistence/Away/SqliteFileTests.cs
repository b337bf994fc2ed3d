using System.Diagnostics;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Serving.Traits;
using ExperimentAdmin.Tests.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Unit.Persistence.Away;

/// <summary>A SQLite file that cannot be written, or is not the one of the start any more: what is only read goes on as far as it can.</summary>
public sealed class SqliteFileTests() : AwayTests(DatabaseProvider.Sqlite)
{
    private string DatabaseFile => Database.Options.File;

    [Fact]
    public async Task TablesThatAreMissing_AreSaid_AndWhatIsServedGoesOn()
    {
        await using var other = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        await other.OpenAsync(Cancellation);
        await ExecuteAsync(other, "ALTER TABLE environments RENAME TO away");

        ShouldBeAway(await Key.GetAsync(Experiments), "database_damaged");
        ShouldBeAway(await AddSegmentAsync(Key, "Nowhere"), "database_damaged");
        (await Application.GetAsync("/api/v1/flags/")).ShouldBe(200);
        var (status, text) = await ReadinessAsync();
        (status, text.Split('\n')[0]).ShouldBe((503, "Unhealthy"));
        text.ShouldContain("Tables are missing in the database.");

        await ExecuteAsync(other, "ALTER TABLE away RENAME TO environments");
        (await AddSegmentAsync(Key, "Here again")).ShouldBe(201);
        (await ReadinessAsync()).ShouldBe((200, "Healthy"));
    }

    [Fact]
    public async Task AFileThatIsLocked_IsReadAndNotWritten_UntilItIsFree()
    {
        await StoreAsync("ann", "pro");
        (await ReadinessAsync()).ShouldBe((200, "Healthy"));
        await using (var other = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False"))
        {
            await other.OpenAsync(Cancellation);
            await ExecuteAsync(other, "BEGIN EXCLUSIVE");
            var watch = Stopwatch.StartNew();
            ShouldBeAway(await AddSegmentAsync(Key, "Locked out"), "database_locked").Json["detail"]!.GetValue<string>().ShouldContain("Nothing was changed.");
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
            (await SegmentsAsync(Session)).ShouldNotContain("Locked out");
            (await SayAsync("ann", "gold")).ShouldBe(200);
            (await PlanOfAsync("ann")).ShouldBe("gold");
            var (status, text) = await ReadinessAsync();
            (status, text.Split('\n')[0]).ShouldBe((200, "Degraded"));
            text.ShouldContain("The last write failed. The database is locked by another program.");
            (await Key.GetAsync(Experiments)).ShouldBe(200);
            (await ReadinessAsync()).Text.ShouldStartWith("Degraded", Case.Sensitive, "a read is no write");
        }

        (await AddSegmentAsync(Key, "Free again")).ShouldBe(201);
        (await ReadinessAsync()).ShouldBe((200, "Healthy"));
    }

    [Theory]
    [InlineData("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000", "database_full")]
    [InlineData("PRAGMA query_only = 1", "PRAGMA query_only = 0", "database_read_only")]
    public async Task AFileThatIsFullOrReadOnly_IsReadAndNotWritten_UntilItCanBe(string away, string back, string code)
    {
        await StoreAsync("ann", "pro");
        await OnAllConnectionsAsync(away);
        var last = 0;
        for (var turn = 0; turn < 200 && last != 503; turn++)
        {
            last = (await AddSegmentAsync(Key, $"Too much {turn}")).Status; // What room there is in the file's pages is used up first.
        }

        ShouldBeAway(await AddSegmentAsync(Session, "No more"), code);
        (await SegmentsAsync(Key)).ShouldNotContain("No more");
        (await PlanOfAsync("ann")).ShouldBe("pro");
        (await SayAsync("ann", "gold")).ShouldBe(200);
        var stored = Server.Services.GetRequiredService<StoredTraits>();
        _ = await Record.ExceptionAsync(() => stored.WriteAsync(Cancellation));

        await OnAllConnectionsAsync(back);
        (await AddSegmentAsync(Key, "Room again")).ShouldBe(201);
        await stored.WriteAsync(Cancellation);
        (await PlanOfAsync("ann")).ShouldBe("gold");
        (await ReadinessAsync()).ShouldBe((200, "Healthy"));
    }

    [Fact]
    public async Task AFileThatIsGone_IsNotWritten_AndNoEmptyOneIsMadeInItsPlace()
    {
        await StoreAsync("ann", "pro");
        File.Delete(DatabaseFile);

        ShouldBeAway(await AddSegmentAsync(Key, "Lost"), "database_gone");
        (await PlanOfAsync("ann")).ShouldBe("pro");
        (await ReadinessAsync()).Status.ShouldBe(503);
        (await ReadinessAsync()).Text.ShouldContain("The database is gone.");
        File.Exists(DatabaseFile).ShouldBeFalse();
        (await World.Get<UnitOfWork>().ForSelfAsync<int>(World.Manager.Actor, change => Task.FromResult(change.Nothing(1)), Cancellation)).Error!
            .Code.ShouldBe("database_gone");
    }

    [Fact]
    public async Task AFileThatWasReplaced_IsNeitherReadNorWritten_UntilARestart()
    {
        await StoreAsync("ann", "pro");
        var copy = $"{DatabaseFile}.copy";
        await using (var source = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False"))
        {
            await source.OpenAsync(Cancellation);
            await ExecuteAsync(source, $"VACUUM INTO '{copy}'");
        }

        File.Move(copy, DatabaseFile, overwrite: true);
        var before = await File.ReadAllBytesAsync(DatabaseFile, Cancellation);

        ShouldBeAway(await AddSegmentAsync(Key, "Mixed up"), "database_replaced");
        ShouldBeAway(await Session.GetAsync(Experiments), "database_replaced");
        (await PlanOfAsync("ann")).ShouldBe("pro");
        var (status, text) = await ReadinessAsync();
        status.ShouldBe(503);
        text.ShouldContain("was replaced while the server runs");
        (await File.ReadAllBytesAsync(DatabaseFile, Cancellation)).ShouldBe(before);
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // All callers stand above.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    // Settings of connections stay with them in the pool, which the server has in common with the test: it is one process.
    private async Task OnAllConnectionsAsync(string pragma)
    {
        var open = new List<SqliteConnection>();
        for (var count = 0; count < 12; count++)
        {
            var connection = new SqliteConnection(Database.Options.ConnectionString);
            await connection.OpenAsync(Cancellation);
            await ExecuteAsync(connection, pragma);
            open.Add(connection);
        }

        open.ForEach(connection => connection.Dispose());
    }
}
