using ExperimentAdmin.Core.Access.Passwords.UseCases;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Access.Sessions.UseCases;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Access;

/// <summary>Whoever runs the server makes a link for somebody, when no administrator can sign in any more.</summary>
public abstract class PasswordLinkOnServerTests(DatabaseProvider provider) : PeopleWorldTests(provider)
{
    public sealed class OnSqlite() : PasswordLinkOnServerTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : PasswordLinkOnServerTests(DatabaseProvider.Postgres);

    [Theory]
    [InlineData("ada@example.com")]
    [InlineData("  ADA@Example.COM ")]
    public async Task TheLink_SetsANewPassword_EndsEverySignIn_AndSaysWhereItWasMade(string typed)
    {
        var ada = await JoinAsync("ada@example.com", "long enough", isInstanceAdministrator: true);
        _ = await World.Get<StartSession>().RunAsync(new(ada, null, null), Cancellation);

        var link = (await World.Get<CreatePasswordLink>().OnServerAsync(typed, Cancellation)).Value;

        await using var db = World.Open();
        (await db.Set<Session>().SingleAsync(Cancellation)).EndedAt.ShouldNotBeNull();
        (await RecordsAsync(ada.Id))[^1].ShouldBe("link for a new password made on the server");
        (await db.Set<AuditRecord>().OrderBy(record => record.Id).LastAsync(Cancellation)).ActorKind.ShouldBe(ActorKind.System);
        (await World.Get<SetPassword>().RunAsync(new(link, "another long one"), Cancellation)).IsOk.ShouldBeTrue();
        (await World.Get<SignIn>().RunAsync(new("ada@example.com", "another long one"), Cancellation)).IsOk.ShouldBeTrue();
        (await World.Get<SignIn>().RunAsync(new("ada@example.com", "long enough"), Cancellation)).IsOk.ShouldBeFalse();
    }

    [Theory]
    [InlineData("nobody@example.com")]
    [InlineData("")]
    [InlineData("not an address")]
    [InlineData("ada@example.com\0")]
    [InlineData("\uD800@example.com")]
    public async Task WhoeverIsNotThere_IsRefused_WithTheAddressesOfAdministrators(string typed)
    {
        await JoinAsync("ada@example.com", "long enough", isInstanceAdministrator: true);

        var refused = (await World.Get<CreatePasswordLink>().OnServerAsync(typed + new string('x', typed.Length == 0 ? 300 : 0), Cancellation)).Error!;

        refused.Code.ShouldBe("person_not_found");
        refused.Message.ShouldEndWith("(ada@example.com).");
    }

    [Fact]
    public async Task SomebodyWhoIsDeactivated_IsToBeLetInFirst()
    {
        await JoinAsync("ada@example.com", "long enough", isInstanceAdministrator: true);
        var bob = await JoinAsync("bob@example.com", "long enough");
        (await World.Get<DeactivatePerson>().RunAsync(new(Instance, bob.Id, Deactivated: true), Cancellation)).IsOk.ShouldBeTrue();

        (await World.Get<CreatePasswordLink>().OnServerAsync("bob@example.com", Cancellation)).Error!.Code.ShouldBe("deactivated");
    }

    [Fact]
    public async Task WhereNobodyIsThereAtAll_TheLinkThatTheStartPrintsIsNamed()
        => (await World.Get<CreatePasswordLink>().OnServerAsync("ada@example.com", Cancellation)).Error!.Message.ShouldContain("Nobody is set up here yet");
}
