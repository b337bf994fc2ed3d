using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Passwords.UseCases;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Postgres;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Api;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Shell;

/// <summary>On PostgreSQL the keys of sessions live in the database: no process has files that another one needs.</summary>
public sealed class KeyRingOnPostgres() : ApiTests(DatabaseProvider.Postgres, Versioning.V1, ActorKind.Person)
{
    [Fact]
    public async Task ProcessesOnOneDatabase_TakeEachOthersSessions()
    {
        var here = await AsAsync(Role.Viewer);
        await using var second = await ApiServer.StartAsync(Database.Options, World.Clock);
        using var there = await second.WithSessionAsync($"{Role.Support}@test.local");

        (await CallAsync(second, here)).ShouldBe(200);
        (await CallAsync(Server, there)).ShouldBe(200);
    }

    [Fact]
    public async Task ASessionThatEndedInOneProcess_IsRefusedByTheOtherAtOnce()
    {
        await using var second = await ApiServer.StartAsync(Database.Options, World.Clock);
        var link = (await World.Get<InvitePerson>().RunAsync(new(AccessGate.ForSystem(), "ada@example.com", "Ada"), Cancellation)).Value;
        (await World.Get<SetPassword>().RunAsync(new(link, "correct horse"), Cancellation)).IsOk.ShouldBeTrue();
        using var browser = new WebBrowser(Server);
        await browser.SignInAsync("ada@example.com", "correct horse");
        var kept = browser.Cookie;
        (await WebBrowser.OpensAsync(second, kept)).ShouldBe((true, true));

        _ = await browser.SignOutAsync();

        (await WebBrowser.OpensAsync(second, kept)).ShouldBe((false, false));
        (await WebBrowser.OpensAsync(Server, kept)).ShouldBe((false, false));
    }

    [Fact]
    public async Task ASession_GoesOnAfterARestart_WithTheKeysInTheDatabaseAlone()
    {
        var session = await AsAsync(Role.Viewer);

        await RestartAsync();

        (await CallAsync(Server, session)).ShouldBe(200);
        await using var db = (PostgresAppDbContext)Database.CreateDbContext();
        (await db.DataProtectionKeys.CountAsync(Cancellation)).ShouldBe(1);
    }

    private static async Task<int> CallAsync(ApiServer server, ApiClient session)
    {
        using var client = server.Anybody();
        client.Http.DefaultRequestHeaders.Add("Cookie", session.Http.DefaultRequestHeaders.GetValues("Cookie"));
        return (await client.GetAsync("/api/v1/me/")).Status;
    }
}
