using System.Net;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Passwords;
using ExperimentAdmin.Core.Access.Passwords.UseCases;
using ExperimentAdmin.Core.Access.People.Reads;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Access.Sessions.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Access;

public abstract class PeopleTests(DatabaseProvider provider) : PeopleWorldTests(provider)
{
    public sealed class OnSqlite() : PeopleTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : PeopleTests(DatabaseProvider.Postgres);

    [Fact]
    public async Task AnInvitation_WorksOnce_AndForThreeDays()
    {
        var link = await InviteAsync("ada@example.com");
        var set = World.Get<SetPassword>();

        (await FindAsync(link)).Value.Email.ShouldBe("ada@example.com");
        (await FindAsync(link with { PersonId = link.PersonId - 1 })).IsOk.ShouldBeFalse("somebody else's");
        (await FindAsync(link with { Token = "forged" })).IsOk.ShouldBeFalse();
        (await set.RunAsync(new(link, "short"), Cancellation)).Error!.Code.ShouldBe("password_too_short");
        (await set.RunAsync(new(link, "long enough"), Cancellation)).IsOk.ShouldBeTrue();

        (await FindAsync(link)).Error!.Code.ShouldBe("link_used_up");
        (await set.RunAsync(new(link, "another one"), Cancellation)).Error!.Code.ShouldBe("link_used_up");
        (await RecordsAsync(link.PersonId)).ShouldBe(["invited", "password set by link"]);
    }

    [Fact]
    public async Task LinksAreNotGuessedWithoutEnd_FromOneAddress()
    {
        var link = await InviteAsync("ada@example.com");
        for (var guess = 0; guess < new SignInOptions().FailuresPerMinuteAndAddress; guess++)
        {
            (await FindAsync(link)).IsOk.ShouldBeTrue();
            (await FindAsync(link with { Token = $"{guess}" })).Error!.Code.ShouldBe("link_used_up");
        }

        (await FindAsync(link)).Error.ShouldBeOfType<Error.Limited>().RetryAfter.ShouldBe(TimeSpan.FromSeconds(3));
        (await World.Get<SetPassword>().RunAsync(new(link, "long enough"), Cancellation)).Error.ShouldBeOfType<Error.Limited>();
        (await World.Get<SetPassword>().RunAsync(
            new(link, "long enough") { From = new Visitor(IPAddress.Parse("198.51.100.7")) }, Cancellation)).IsOk.ShouldBeTrue();
    }

    [Theory]
    [InlineData("password1", "password_common")]
    [InlineData("aaaaaaaa", "password_regular")]
    [InlineData("experimentadmin", "password_of_context")]
    [InlineData("ada@example.com", "password_of_context")]
    [InlineData("flags.bakery.test", "password_of_context")]
    public async Task APasswordThatIsEasilyGuessed_IsNotSet_AndTheLinkStaysGood(string password, string code)
    {
        var link = await InviteAsync("ada@example.com");
        var from = new Visitor(null, "flags.bakery.test");

        (await World.Get<SetPassword>().RunAsync(new(link, password) { From = from }, Cancellation)).Error!.Code.ShouldBe(code);
        (await World.Get<SetPassword>().RunAsync(new(link, "long enough") { From = from }, Cancellation)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task ANewLink_TakesThePlaceOfTheOneBefore_AndUnlocks()
    {
        var first = await InviteAsync("ada@example.com");
        for (var attempt = 0; attempt < IdentityRules.MostAttempts; attempt++)
        {
            _ = await World.Get<SignIn>().RunAsync(new("ada@example.com", "wrong"), Cancellation);
        }

        var second = (await World.Get<CreatePasswordLink>().RunAsync(new(Instance, first.PersonId), Cancellation)).Value;

        (await FindAsync(first)).Error!.Code.ShouldBe("link_used_up");
        (await World.Get<SetPassword>().RunAsync(new(second, "long enough"), Cancellation)).IsOk.ShouldBeTrue();
        (await World.Get<SignIn>().RunAsync(new("ada@example.com", "long enough"), Cancellation)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task AnInvitation_IsCheckedAsAWhole_AndNobodyIsThereTwice()
    {
        var invite = World.Get<InvitePerson>();
        _ = await InviteAsync("ada@example.com");

        (await invite.RunAsync(new(Instance, "Ada <ada@example.com>", ""), Cancellation)).Errors
            .Select(error => (error.Code, error.Field)).ShouldBe([("email_invalid", "email"), ("name_missing", "name")]);
        (await invite.RunAsync(new(Instance, "ADA@example.com", "Ada"), Cancellation)).Errors.ShouldHaveSingleItem().Code.ShouldBe("email_taken");
        (await invite.RunAsync(new(Instance, "grace@example.com", "Grace") { ProjectId = 99 }, Cancellation)).Error!.Code.ShouldBe("project_unknown");

        (await ListAsync(new() { Search = "grace" })).Page.Total.ShouldBe(0, "a refusal leaves nothing behind");
    }

    [Fact]
    public async Task AnInvitationIntoAProject_GivesTheRoleAtOnce()
    {
        var link = (await World.Get<InvitePerson>().RunAsync(
            new(Instance, "ada@example.com", "Ada") { ProjectId = World.ProjectId, Role = Role.Support }, Cancellation)).Value;

        var access = (await World.Get<AccessGate>().AdmitAsync(Actor.Person(link.PersonId, "Ada"), World.ProjectId, Cancellation)).Value;
        access.Role.ShouldBe(Role.Support);
    }

    [Fact]
    public async Task DeactivatingSomebody_EndsTheirSignInAndTheirLinks_UntilTheyAreActiveAgain()
    {
        var ada = await JoinAsync("ada@example.com", "long enough");
        var link = (await World.Get<CreatePasswordLink>().RunAsync(new(Instance, ada.Id), Cancellation)).Value;
        var now = (await World.Get<SignIn>().RunAsync(new("ada@example.com", "long enough"), Cancellation)).Value;
        var session = await World.Get<StartSession>().RunAsync(new(now, null, null), Cancellation);
        (await World.Get<SessionReads>().FindAsync(session, Cancellation)).ShouldBe(now);
        var deactivate = World.Get<DeactivatePerson>();

        (await deactivate.RunAsync(new(Instance, ada.Id, Deactivated: true), Cancellation)).IsOk.ShouldBeTrue();

        (await World.Get<SessionReads>().FindAsync(session, Cancellation)).ShouldBeNull();
        (await World.Get<SetPassword>().RunAsync(new(link, "long enough too"), Cancellation)).Error!.Code.ShouldBe("link_used_up");
        (await World.Get<CreatePasswordLink>().RunAsync(new(Instance, ada.Id), Cancellation)).Error!.Code.ShouldBe("deactivated");
        (await deactivate.RunAsync(new(Instance, ada.Id, Deactivated: false), Cancellation)).IsOk.ShouldBeTrue();
        (await World.Get<SessionReads>().FindAsync(session, Cancellation)).ShouldBeNull("an old sign-in stays ended");
        (await World.Get<SignIn>().RunAsync(new("ada@example.com", "long enough"), Cancellation)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task TheLastInstanceAdministratorWhoCanSignIn_StaysOne()
    {
        var ada = await JoinAsync("ada@example.com", "long enough", isInstanceAdministrator: true);
        _ = (await World.Get<InvitePerson>().RunAsync(
            new(Instance, "grace@example.com", "Grace") { IsInstanceAdministrator = true }, Cancellation)).Value;
        var set = World.Get<SetInstanceAdministrator>();

        (await set.RunAsync(new(Instance, ada.Id, false), Cancellation)).Error!.Code.ShouldBe("last_administrator", "Grace has no password yet");
        (await World.Get<DeactivatePerson>().RunAsync(new(Instance, ada.Id, true), Cancellation)).Error!.Code.ShouldBe("last_administrator");
        var linus = await JoinAsync("linus@example.com", "long enough");
        (await set.RunAsync(new(Instance, linus.Id, true), Cancellation)).IsOk.ShouldBeTrue();

        (await set.RunAsync(new(Instance, ada.Id, false), Cancellation)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task TwoAdministratorsWhoRemoveEachOther_AtTheSameMoment_LeaveOne()
    {
        var ada = await JoinAsync("ada@example.com", "long enough", isInstanceAdministrator: true);
        var grace = await JoinAsync("grace@example.com", "long enough", isInstanceAdministrator: true);
        var gate = World.Get<AccessGate>();
        var (asAda, asGrace) = (
            (await gate.AdmitToInstanceAsync(Actor.Person(ada.Id, "Ada"), Cancellation)).Value,
            (await gate.AdmitToInstanceAsync(Actor.Person(grace.Id, "Grace"), Cancellation)).Value);
        var deactivate = World.Get<DeactivatePerson>();

        var results = await Task.WhenAll(
            deactivate.RunAsync(new(asAda, grace.Id, true), Cancellation), deactivate.RunAsync(new(asGrace, ada.Id, true), Cancellation));

        results.Count(result => result.IsOk).ShouldBe(1);
        results.Single(result => !result.IsOk).Error!.Code.ShouldBeOneOf("last_administrator", "not_signed_in");
    }

    [Fact]
    public async Task OnlyAnInstanceAdministrator_ManagesPeople()
    {
        var ada = await JoinAsync("ada@example.com", "long enough");

        (await World.Get<AccessGate>().AdmitToInstanceAsync(Actor.Person(ada.Id, "Ada"), Cancellation)).Error!.Code
            .ShouldBe("not_instance_administrator");
        (await World.Get<AccessGate>().AdmitToInstanceAsync(Actor.Nobody, Cancellation)).Error!.Code.ShouldBe("not_signed_in");
    }

    [Fact]
    public async Task AGrantThatWasTakenAway_IsRefusedByTheNextChange()
    {
        var ada = await JoinAsync("ada@example.com", "long enough", isInstanceAdministrator: true);
        _ = await JoinAsync("grace@example.com", "long enough", isInstanceAdministrator: true);
        var grant = (await World.Get<AccessGate>().AdmitToInstanceAsync(Actor.Person(ada.Id, "Ada"), Cancellation)).Value;
        (await World.Get<SetInstanceAdministrator>().RunAsync(new(grant, ada.Id, false), Cancellation)).IsOk.ShouldBeTrue();

        (await World.Get<RenamePerson>().RunAsync(new(grant, ada.Id, "Ada Lovelace"), Cancellation)).Error!.Code.ShouldBe("not_instance_administrator");
    }

    [Fact]
    public async Task ARenameFromAnOldScreen_IsRefused_WithWhoChangedWhat()
    {
        var ada = await JoinAsync("ada@example.com", "long enough");
        var rename = World.Get<RenamePerson>();

        (await rename.RunAsync(new(Instance, ada.Id, "Ada", ExpectedRevision: 2), Cancellation)).IsOk.ShouldBeTrue();
        (await rename.RunAsync(new(Instance, ada.Id, "A. Lovelace", ExpectedRevision: 2), Cancellation)).Error!.Message
            .ShouldStartWith("ExperimentAdmin changed this (renamed from ada)");
    }

    [Fact]
    public async Task TheList_FindsByNameAndAddress_CountsStandings_AndShowsRoles()
    {
        var ada = await JoinAsync("ada@example.com", "long enough");
        (await World.Get<RenamePerson>().RunAsync(new(Instance, ada.Id, "Äda Lovelace"), Cancellation)).IsOk.ShouldBeTrue();
        (await World.Get<DeactivatePerson>().RunAsync(new(Instance, ada.Id, true), Cancellation)).IsOk.ShouldBeTrue();

        (await ListAsync(new() { Search = "äDA" })).Page.Items.ShouldHaveSingleItem().Status.ShouldBe(PersonStatus.Deactivated);
        var invited = await ListAsync(new() { Search = "test.local", Status = PersonStatus.Invited, Descending = true, Size = 2 });
        invited.Counts.ShouldBe(new Dictionary<PersonStatus, int> { [PersonStatus.Invited] = 4 });
        invited.Page.Total.ShouldBe(4);
        invited.Page.Items.Select(person => person.Name).ShouldBe(["Viewer", "Support"]);
        invited.Page.Items[1].Roles.ShouldBe([new PersonRole(World.ProjectId, "Shop", Role.Support)]);
        (await ListAsync(new() { Search = "%" })).Page.Total.ShouldBe(0, "wildcards are looked for as they are");
    }

    private async Task<PasswordLink> InviteAsync(string email)
        => (await World.Get<InvitePerson>().RunAsync(new(Instance, email, "Ada"), Cancellation)).Value;

    private Task<Result<PersonSession>> FindAsync(PasswordLink link) => World.Get<SetPassword>().FindAsync(link, Visitor.Unknown, Cancellation);

    private Task<PeopleList> ListAsync(PeopleQuery query) => World.Get<PeopleReads>().ListAsync(Instance, query, Cancellation);
}
