using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People.Reads;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Access;

public abstract class MemberTests(DatabaseProvider provider) : PeopleWorldTests(provider)
{
    private ProjectAccess _administrator = null!;

    public sealed class OnSqlite() : MemberTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : MemberTests(DatabaseProvider.Postgres);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _administrator = await World.AccessAsync(Role.Administrator);
    }

    [Fact]
    public async Task ARoleThatThereIsNot_IsRefused()
    {
        var ada = await JoinAsync("ada@example.com", "long enough");

        (await World.Get<SetMemberRole>().RunAsync(new(_administrator, ada.Id, (Role)9), Cancellation)).Error!.Code.ShouldBe("role_unknown");
        (await World.Get<InvitePerson>().RunAsync(
            new(Instance, "ben@example.com", "Ben") { ProjectId = World.ProjectId, Role = (Role)9 }, Cancellation)).Error!.Code.ShouldBe("role_unknown");
    }

    [Fact]
    public async Task SomebodyGetsARole_AnotherOne_AndLosesIt_AndComesBack()
    {
        var ada = await JoinAsync("ada@example.com", "long enough");
        var (set, remove) = (World.Get<SetMemberRole>(), World.Get<RemoveMember>());

        (await set.RunAsync(new(_administrator, ada.Id, Role.Viewer), Cancellation)).IsOk.ShouldBeTrue();
        (await set.RunAsync(new(_administrator, ada.Id, Role.Viewer), Cancellation)).IsOk.ShouldBeTrue("no change, no record");
        (await set.RunAsync(new(_administrator, ada.Id, Role.ProductManager, ExpectedRevision: 1), Cancellation)).IsOk.ShouldBeTrue();
        (await set.RunAsync(new(_administrator, ada.Id, Role.Support, ExpectedRevision: 1), Cancellation)).Error!.Message
            .ShouldStartWith("Administrator changed this (role viewer to product manager)");
        (await remove.RunAsync(new(_administrator, ada.Id), Cancellation)).IsOk.ShouldBeTrue();
        (await remove.RunAsync(new(_administrator, ada.Id), Cancellation)).Error!.Code.ShouldBe("not_a_member");
        (await set.RunAsync(new(_administrator, ada.Id, Role.Support), Cancellation)).IsOk.ShouldBeTrue();

        await using var db = World.Open();
        var records = await db.Set<AuditRecord>().Where(record => record.ObjectKey == AuditKey.Member(World.ProjectId, ada.Id).Text)
            .OrderBy(record => record.Number).ToListAsync(Cancellation);
        records.Select(record => record.Summary).ShouldBe(
            ["made viewer", "role viewer to product manager", "no longer product manager", "made support"]);
        records.ShouldAllBe(record => record.ProjectId == World.ProjectId);
    }

    [Fact]
    public async Task ARole_ChangesNothingThatIsServed()
    {
        var ada = await JoinAsync("ada@example.com", "long enough");
        await using var db = World.Open();
        var before = await db.Set<ProjectEnvironment>().AsNoTracking().SingleAsync(row => row.Id == World.EnvironmentId, Cancellation);

        (await World.Get<SetMemberRole>().RunAsync(new(_administrator, ada.Id, Role.Viewer), Cancellation)).IsOk.ShouldBeTrue();

        var after = await db.Set<ProjectEnvironment>().AsNoTracking().SingleAsync(row => row.Id == World.EnvironmentId, Cancellation);
        (after.Revision, after.UpdatedAt).ShouldBe((before.Revision, before.UpdatedAt));
    }

    [Fact]
    public async Task OnlyPeopleWhoAreThere_GetARole()
    {
        var ada = await JoinAsync("ada@example.com", "long enough");
        (await World.Get<DeactivatePerson>().RunAsync(new(Instance, ada.Id, true), Cancellation)).IsOk.ShouldBeTrue();

        (await World.Get<SetMemberRole>().RunAsync(new(_administrator, ada.Id, Role.Viewer), Cancellation)).Error!.Code.ShouldBe("person_unknown");
        (await World.Get<SetMemberRole>().RunAsync(new(_administrator, 999, Role.Viewer), Cancellation)).Error!.Code.ShouldBe("person_unknown");
    }

    [Fact]
    public async Task TheListShowsMembers_AndTheChoiceShowsTheOthers_ToAdministratorsOnly()
    {
        var ada = await JoinAsync("ada@example.com", "long enough");
        var reads = World.Get<PeopleReads>();

        (await reads.MembersAsync(_administrator, new ListQuery { Search = "SUPPORT@" }, Cancellation)).Items
            .ShouldHaveSingleItem().Role.ShouldBe(Role.Support);
        (await reads.MembersAsync(_administrator, new ListQuery { Size = 3 }, Cancellation)).Total.ShouldBe(4);
        (await reads.ChoicesAsync(_administrator, "ada", Cancellation)).ShouldHaveSingleItem().Id.ShouldBe(ada.Id);
        (await reads.ChoicesAsync(_administrator, "viewer", Cancellation)).ShouldBeEmpty("they are members already");
        (await reads.ChoicesAsync(World.Manager, "ada", Cancellation)).ShouldBeEmpty();
    }
}
