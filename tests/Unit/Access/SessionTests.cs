using ExperimentAdmin.Core.Access.Passwords.UseCases;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Access.Sessions.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Unit.Access;

public abstract class SessionTests(DatabaseProvider provider) : PeopleWorldTests(provider)
{
    private const string Password = "correct horse";

    private PersonSession _ada = null!;
    private Actor _actor = null!;

    public sealed class OnSqlite() : SessionTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : SessionTests(DatabaseProvider.Postgres);

    private SessionReads Reads => World.Get<SessionReads>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _ada = await JoinAsync("ada@example.com", Password);
        _actor = Actor.Person(_ada.Id, _ada.Name);
    }

    [Fact]
    public async Task ASignIn_Holds_ForWhoeverShowsItsSecret()
    {
        var key = await StartAsync();
        var other = await StartAsync();

        (await Reads.FindAsync(key, Cancellation)).ShouldBe(_ada);
        (await Reads.FindAsync(key with { Secret = other.Secret }, Cancellation)).ShouldBeNull();
        (await Reads.FindAsync(key with { Secret = string.Empty }, Cancellation)).ShouldBeNull();
        (await Reads.FindAsync(key with { Id = 0 }, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task ASignIn_ShowsThePersonAsTheyAreNow()
    {
        var key = await StartAsync();

        (await World.Get<EditAccount>().RunAsync(new(_actor, "Ada L."), Cancellation)).IsOk.ShouldBeTrue();
        (await World.Get<SetInstanceAdministrator>().RunAsync(new(Instance, _ada.Id, true), Cancellation)).IsOk.ShouldBeTrue();

        (await Reads.FindAsync(key, Cancellation)).ShouldBe(_ada with { Name = "Ada L.", IsInstanceAdministrator = true });
    }

    [Fact]
    public async Task AnotherStamp_EndsEverySignIn_WhoeverWroteIt()
    {
        var key = await StartAsync();
        await using var db = World.Open();
        await db.Set<Person>().Where(person => person.Id == _ada.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(person => person.SecurityStamp, "another"), Cancellation);

        (await Reads.FindAsync(key, Cancellation)).ShouldBeNull();
        (await ListAsync(key.Id)).Items.ShouldBeEmpty();
        (await Reads.FindAsync(await StartAsync(), Cancellation)).ShouldBeNull("the password was looked at before");
    }

    [Fact]
    public async Task ASignIn_EndsByItself_AtItsLifetimeOrWhenItIsIdle_AndNotAMomentBefore()
    {
        var (used, unused, uses, start) = (await StartAsync(), await StartAsync(), World.Get<SessionUses>(), World.Clock.Now());
        World.Clock.AdjustTime(start.AddDays(14).AddTicks(-10));
        (await Reads.FindAsync(unused, Cancellation)).ShouldNotBeNull();
        uses.Note(used.Id);

        World.Clock.AdjustTime(start.AddDays(14));
        (await Reads.FindAsync(unused, Cancellation)).ShouldBeNull("idle");
        (await Reads.FindAsync(used, Cancellation)).ShouldNotBeNull("used, though that is not written yet");
        await uses.WriteAsync(Cancellation);
        (await Reads.FindAsync(used, Cancellation)).ShouldNotBeNull();
        (await ListAsync(used.Id)).Items.Select(session => session.Id).ShouldBe([used.Id]);

        World.Clock.AdjustTime(start.AddDays(27));
        uses.Note(used.Id);
        World.Clock.AdjustTime(start.AddDays(30).AddTicks(-10));
        (await Reads.FindAsync(used, Cancellation)).ShouldNotBeNull();
        World.Clock.AdjustTime(start.AddDays(30));
        (await Reads.FindAsync(used, Cancellation)).ShouldBeNull("its lifetime is over");
        (await ListAsync(used.Id)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task SigningOut_EndsThatSignInAlone_WithoutARecord_AndWorksOnce()
    {
        var (mine, other, records) = (await StartAsync(), await StartAsync(), (await RecordsAsync(_ada.Id)).Count);
        var told = Listen();

        (await World.Get<SignOut>().RunAsync(new(mine with { Secret = other.Secret }), Cancellation)).IsOk.ShouldBeTrue();
        (await Reads.FindAsync(mine, Cancellation)).ShouldNotBeNull("whoever guesses an id ends nothing");
        (await World.Get<SignOut>().RunAsync(new(mine), Cancellation)).IsOk.ShouldBeTrue();
        (await World.Get<SignOut>().RunAsync(new(mine), Cancellation)).IsOk.ShouldBeTrue();

        (await Reads.FindAsync(mine, Cancellation)).ShouldBeNull();
        (await Reads.FindAsync(other, Cancellation)).ShouldNotBeNull();
        (await RecordsAsync(_ada.Id)).Count.ShouldBe(records);
        told.ShouldBe([_ada.Id]);
    }

    [Fact]
    public async Task EndingASignInOfOnesOwn_IsRecorded_AndNobodyElsesIsFound()
    {
        var (mine, other, told) = (await StartAsync(), await StartAsync(), Listen());
        var end = World.Get<EndSession>();
        var eve = await JoinAsync("eve@example.com", Password);
        told.Clear();

        (await end.RunAsync(new(Actor.Person(eve.Id, eve.Name), other.Id), Cancellation)).Error!.Code.ShouldBe("session_not_found");
        (await end.RunAsync(new(Actor.Nobody, other.Id), Cancellation)).Error!.Code.ShouldBe("not_signed_in");
        told.ShouldBeEmpty();
        (await end.RunAsync(new(_actor, other.Id), Cancellation)).IsOk.ShouldBeTrue();
        (await end.RunAsync(new(_actor, other.Id), Cancellation)).Error!.Code.ShouldBe("session_not_found");

        (await Reads.FindAsync(other, Cancellation)).ShouldBeNull();
        (await Reads.FindAsync(mine, Cancellation)).ShouldNotBeNull();
        (await RecordsAsync(_ada.Id))[^1].ShouldBe("one sign-in ended");
        told.ShouldBe([_ada.Id]);
    }

    [Fact]
    public async Task EndingAllOthers_LeavesTheOneThatAsks_AndNothingToEndIsNoChange()
    {
        var (mine, others) = (await StartAsync(), new[] { await StartAsync(), await StartAsync() });
        var end = World.Get<EndOtherSessions>();

        (await end.RunAsync(new(_actor, mine.Id), Cancellation)).IsOk.ShouldBeTrue();
        (await end.RunAsync(new(_actor, mine.Id), Cancellation)).IsOk.ShouldBeTrue();

        (await Reads.FindAsync(mine, Cancellation)).ShouldNotBeNull();
        foreach (var other in others)
        {
            (await Reads.FindAsync(other, Cancellation)).ShouldBeNull();
        }

        (await RecordsAsync(_ada.Id)).Count(summary => summary == "all other sign-ins ended").ShouldBe(1);
    }

    [Fact]
    public async Task AnotherPassword_EndsAllButTheOneThatChangedIt_AndALinkEndsAll()
    {
        var (mine, other) = (await StartAsync(), await StartAsync());

        var changed = (await World.Get<ChangePassword>().RunAsync(
            new(_actor, Password, "battery staple") { Session = mine.Id }, Cancellation)).Value;
        (await Reads.FindAsync(mine, Cancellation)).ShouldBe(changed);
        (await Reads.FindAsync(other, Cancellation)).ShouldBeNull();

        var link = (await World.Get<CreatePasswordLink>().RunAsync(new(Instance, _ada.Id), Cancellation)).Value;
        (await Reads.FindAsync(mine, Cancellation)).ShouldBeNull("whoever gets a link signs in anew");
        var again = (await World.Get<SignIn>().RunAsync(new("ada@example.com", "battery staple"), Cancellation)).Value;
        var before = await World.Get<StartSession>().RunAsync(new(again, null, null), Cancellation);
        (await World.Get<SetPassword>().RunAsync(new(link, "tomorrow never"), Cancellation)).IsOk.ShouldBeTrue();
        (await Reads.FindAsync(before, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task ASignInThatIsEnded_IsRefusedByEveryProcess()
    {
        await using var process = World.AnotherProcess(World.Get<IDbContextFactory<AppDbContext>>());
        var key = await StartAsync();
        (await process.GetRequiredService<SessionReads>().FindAsync(key, Cancellation)).ShouldNotBeNull();

        (await World.Get<SignOut>().RunAsync(new(key), Cancellation)).IsOk.ShouldBeTrue();

        (await process.GetRequiredService<SessionReads>().FindAsync(key, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task TheList_HasTheOneThatAsksFirst_ThenWhatWasSeenLast_AndIsBounded()
    {
        var mine = await StartAsync("10.0.0.7", "Browser\u0007/1\ud83d " + new string('x', 1_000));
        var early = await StartAsync();
        World.Clock.AdjustTime(World.Clock.Now().AddHours(1));
        var late = await StartAsync();

        var list = await ListAsync(mine.Id);
        list.Items.Select(session => (session.Id, session.IsCurrent)).ShouldBe([(mine.Id, true), (late.Id, false), (early.Id, false)]);
        list.Items[0].Address.ShouldBe("10.0.0.7");
        list.Items[0].UserAgent.ShouldStartWith("Browser?/1? xxx");
        list.Items[0].UserAgent.Length.ShouldBe(Session.UserAgentMaxLength);

        World.Get<SessionUses>().Note(early.Id);
        (await ListAsync(mine.Id)).Items[2].LastSeenAt.ShouldBe(World.Clock.Now());
        for (var more = 0; more < SessionReads.MostListed; more++)
        {
            _ = await StartAsync();
        }

        list = await ListAsync(mine.Id);
        (list.Items.Count, list.Total, list.Items[0].Id).ShouldBe((SessionReads.MostListed, SessionReads.MostListed + 3, mine.Id));
        (await Reads.ListAsync(Actor.Nobody, mine.Id, Cancellation)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task WhatIsOver_IsDeletedSomeAtATime_AnHourLater_AndNothingElse()
    {
        var start = World.Clock.Now();
        for (var old = 0; old < SessionSweep.RowsATransaction + 1; old++)
        {
            _ = await StartAsync();
        }

        World.Clock.AdjustTime(start.AddDays(14));
        var ended = await StartAsync();
        (await World.Get<SignOut>().RunAsync(new(ended), Cancellation)).IsOk.ShouldBeTrue();
        var living = await StartAsync();
        var counted = new CountedCommands();
        var sweep = new SessionSweep(
            new MadeContexts(() => Database.CreateDbContext(counted)), World.Get<WriteGate>(), World.Get<SessionLimits>(), World.Clock);

        await sweep.WriteAsync(Cancellation);
        (await CountAsync()).ShouldBe(SessionSweep.RowsATransaction + 3);
        World.Clock.AdjustTime(World.Clock.Now().AddHours(1));
        await sweep.WriteAsync(Cancellation);

        (await CountAsync()).ShouldBe(1);
        counted.Commands.Count(command => command.Contains("DELETE", StringComparison.Ordinal)).ShouldBe(2);
        (await Reads.FindAsync(living, Cancellation)).ShouldNotBeNull();
        (await Reads.FindAsync(ended, Cancellation)).ShouldBeNull();
    }

    private Task<SessionKey> StartAsync(string? address = null, string? userAgent = null)
        => World.Get<StartSession>().RunAsync(new(_ada, address, userAgent), Cancellation);

    private Task<SessionList> ListAsync(int current) => Reads.ListAsync(_actor, current, Cancellation);

    private List<int> Listen()
    {
        List<int> told = [];
        _ = World.Get<SessionEnds>().Subscribe(told.Add);
        return told;
    }

    private async Task<int> CountAsync()
    {
        await using var db = World.Open();
        return await db.Set<Session>().CountAsync(Cancellation);
    }
}
