using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Serving.Counts;
using ExperimentAdmin.Core.Serving.Loading;
using ExperimentAdmin.Core.Serving.Traits;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ExperimentAdmin.Unit.Persistence.Away;

/// <summary>A newer version of the program has brought the database up to date while this one runs.</summary>
public abstract class NewerVersionGuardTests(DatabaseProvider provider) : AwayTests(provider)
{
    private const string Lock = """LOCK TABLE "__EFMigrationsHistory" IN ACCESS EXCLUSIVE MODE""";
    private const string Migrate = """INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('20991231000000_Next', '11.0.0')""";
    private const string FromBefore = """UPDATE "__EFMigrationsHistory" SET "MigrationId" = '20261121092318_Initial'""";
    private const string Undo = """DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20991231000000_Next'""";

    public sealed class OnPostgres() : NewerVersionGuardTests(DatabaseProvider.Postgres);

    protected override Dictionary<string, string?> Settings { get; } = new(StringComparer.Ordinal);

    public override async ValueTask DisposeAsync()
    {
        if (Database is not null)
        {
            await RunAsync(Undo);
        }

        await base.DisposeAsync();
    }

    [Fact]
    public async Task ASave_IsRefusedByItsOwnTransaction_AndWritesNothing()
    {
        await RunAsync(Migrate);

        ShouldBeAway(await AddSegmentAsync(Key, "Late"), "database_superseded").Json["detail"]!.GetValue<string>().ShouldContain("newer version");

        await using var db = World.Open();
        db.Set<Segment>().ShouldNotContain(segment => segment.Name == "Late");
    }

    [Fact]
    public async Task FromThenOn_PagesAndScriptsAreRefused_AndNobodyIsSignedIn()
    {
        await RunAsync(Migrate);
        ShouldBeAway(await AddSegmentAsync(Key, "Late"));

        foreach (var client in new[] { Key, Session })
        {
            ShouldBeAway(await client.GetAsync(Experiments), "database_superseded");
            ShouldBeAway(await client.GetAsync("/api/v1/me/"), "database_superseded");
        }

        (await Server.Services.GetRequiredService<Core.Access.Sessions.UseCases.SignIn>().RunAsync(new("Viewer@test.local", "whatever"), Cancellation))
            .Error!.Code.ShouldBe("database_superseded");
    }

    [Fact]
    public async Task Applications_GoOnToGetTheirFlags_AndTraitsThatCannotBeWrittenWait()
    {
        await StoreAsync("ann", "pro");
        await RunAsync(Migrate);
        (await SayAsync("ann", "gold")).ShouldBe(200);

        await Should.ThrowAsync<DatabaseFaultException>(Server.Services.GetRequiredService<StoredTraits>().WriteAsync(Cancellation));

        foreach (var path in (string[])["/api/v1/flags/", "/api/v1/environment-document/", "/api/v1/identities/?identifier=somebody"])
        {
            (await Application.GetAsync(path)).ShouldBe(200);
        }

        (await PlanOfAsync("ann")).ShouldBe("gold");
        await using var db = World.Open();
        db.Set<StoredIdentity>().Select(identity => identity.Traits).ShouldHaveSingleItem().ShouldContain("pro");
    }

    [Fact]
    public async Task AProbe_FindsIt_SoThatABalancerTurnsAway()
    {
        (await ReadinessAsync()).Status.ShouldBe(200);
        await RunAsync(Migrate);

        var (status, text) = await ReadinessAsync();

        status.ShouldBe(503);
        text.ShouldContain("A newer version of the server has taken over this database");
        (await Server.Anybody().GetAsync("/health/live")).ShouldBe(200);
        Server.Logged.ShouldContain(line => line.Contains("20991231000000_Next", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheLookForMissedChanges_FindsIt()
    {
        await RunAsync(Migrate);

        await Server.Services.GetRequiredService<EnvironmentKeeper>().CatchUpAsync(Cancellation);

        var (_, text) = await ReadinessAsync();
        text.ShouldContain("A newer version of the server has taken over this database");
        text.ShouldNotContain("could not be found out");
        ShouldBeAway(await Key.GetAsync(Experiments), "database_superseded");
    }

    [Fact]
    public async Task ADatabaseFromBeforeTheFirstRelease_ThatIsPutInItsPlace_IsNoNewerOne_AndIsNotWritten()
    {
        await RunAsync(FromBefore);
        try
        {
            ShouldBeAway(await AddSegmentAsync(Key, "Late"), "database_replaced");

            var (status, text) = await ReadinessAsync();
            (status, text.Contains("was replaced while the server runs", StringComparison.Ordinal)).ShouldBe((503, true), text);
            Server.Logged.ShouldContain(line => line.Contains("20261121092318_Initial", StringComparison.Ordinal));
            await using var db = World.Open();
            db.Set<Segment>().ShouldNotContain(segment => segment.Name == "Late");
        }
        finally
        {
            await RunAsync(Own());
        }
    }

    [Theory]
    [InlineData(typeof(ManagementKeyUses))]
    [InlineData(typeof(SessionUses))]
    [InlineData(typeof(EnvironmentKeyUses))]
    [InlineData(typeof(RequestCounts))]
    [InlineData(typeof(FlagAsks))]
    [InlineData(typeof(SessionSweep))]
    [InlineData(typeof(IdempotencySweep))]
    public async Task WhatRequestsLeaveBehind_IsNotWritten(Type batch)
    {
        await LeaveSomethingBehindAsync();
        await using var before = World.Open();
        var rows = await DatabaseFingerprint.TakeAsync(before, Cancellation);
        await RunAsync(Migrate);

        await Should.ThrowAsync<DatabaseFaultException>(((IBatch)Server.Services.GetRequiredService(batch)).WriteAsync(Cancellation));

        await using var after = World.Open();
        (await DatabaseFingerprint.TakeAsync(after, Cancellation)).ShouldBe(rows);
    }

    [Fact]
    public async Task ASave_WaitsForAMigrationThatIsUnderWay_AndIsRefusedThen()
    {
        await using var migrating = new NpgsqlConnection(Database.Options.ConnectionString);
        await migrating.OpenAsync(Cancellation);
        await using var transaction = await migrating.BeginTransactionAsync(Cancellation);
        await RunAsync(migrating, Lock);
        var saving = AddSegmentAsync(Key, "Late");
        await WaitUntilItWaitsAsync(saving);
        await RunAsync(migrating, Migrate);

        await transaction.CommitAsync(Cancellation);

        ShouldBeAway(await saving, "database_superseded");
    }

    [Fact]
    public async Task AMigration_WaitsForASaveThatIsUnderWay()
    {
        var refusal = string.Empty;
        (await Server.Services.GetRequiredService<UnitOfWork>().ForSelfAsync<Done>(
            Actor.System,
            async change =>
            {
                refusal = (await Should.ThrowAsync<PostgresException>(RunAsync($"BEGIN; {Lock} NOWAIT; COMMIT"))).SqlState;
                return change.Nothing(default(Done));
            },
            Cancellation)).Error.ShouldBeNull();

        refusal.ShouldBe(PostgresErrorCodes.LockNotAvailable);
        await RunAsync($"BEGIN; {Lock} NOWAIT; COMMIT");
    }

    private string Own()
    {
        using var db = World.Open();
        return $"UPDATE \"__EFMigrationsHistory\" SET \"MigrationId\" = '{db.Database.GetMigrations().Single()}'";
    }

    // One of everything that a batch of this process has to write.
    private async Task LeaveSomethingBehindAsync()
    {
        (await Key.GetAsync("/api/v1/me/")).ShouldBe(200);
        (await Session.GetAsync("/api/v1/me/")).ShouldBe(200);
        (await Application.GetAsync("/api/v1/flags/")).ShouldBe(200);
        var now = World.Clock.GetUtcNow();
        await using var db = World.Open();
        var person = db.Set<Person>().First().Id;
        db.Add(new Session
        {
            Hash = new string('0', 64),
            PersonId = person,
            Stamp = "x",
            CreatedAt = now.AddYears(-2),
            LastSeenAt = now.AddYears(-2),
            Address = string.Empty,
            UserAgent = string.Empty,
        });
        db.Add(new IdempotencyRecord
        {
            ActorKind = ActorKind.Person,
            ActorId = person,
            Route = "x",
            Key = "x",
            BodyHash = "x",
            Answer = "x",
            Revision = 1,
            At = now.AddYears(-2),
        });
        await db.SaveChangesAsync(Cancellation);
    }

    private async Task WaitUntilItWaitsAsync(Task saving)
    {
        await using var connection = new NpgsqlConnection(Database.Options.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(
            """SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = '"__EFMigrationsHistory"'::regclass)""", connection);
        while (await command.ExecuteScalarAsync(Cancellation) is false)
        {
            saving.IsCompleted.ShouldBeFalse();
        }
    }

    private async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Database.Options.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await RunAsync(connection, sql);
    }

#pragma warning disable CA2100 // All of them stand above.
    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
#pragma warning restore CA2100
}
