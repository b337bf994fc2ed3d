using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Access.Keys.UseCases;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Access;

/// <summary>Management API keys: who makes which, what they open, and when they end.</summary>
public abstract class ManagementKeyTests(DatabaseProvider provider) : WorldTests(provider)
{
    public sealed class OnSqlite() : ManagementKeyTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : ManagementKeyTests(DatabaseProvider.Postgres);

    [Fact]
    public async Task AProjectKey_HasItsRoleThere_AndNothingElsewhere()
    {
        var key = await MakeAsync("Deploy script", Role.Support);

        key.Token.ShouldStartWith("eak.");
        (await FindAsync(key.Token)).ShouldBe(new KeySignIn.Found(key.Id, "Deploy script"));
        var actor = Actor.Key(key.Id, "Deploy script");
        (await AdmitAsync(actor, World.ProjectId)).Value.Role.ShouldBe(Role.Support);
        (await AdmitAsync(actor, await OtherProjectAsync())).Error!.Code.ShouldBe("project_not_found");
        (await World.Get<AccessGate>().AdmitToInstanceAsync(actor, Cancellation)).Error!.Code.ShouldBe("not_instance_administrator");
    }

    [Theory]
    [InlineData(Role.Viewer, false)]
    [InlineData(Role.Administrator, true)]
    public async Task AnInstanceKey_HasItsRoleInEveryProject_AndManagesTheInstanceAsAdministratorOnly(Role role, bool manages)
    {
        var key = (await CreateAsync(new(Instance), "Everywhere", role)).Value;
        var actor = Actor.Key(key.Id, "Everywhere");

        (await AdmitAsync(actor, World.ProjectId)).Value.Role.ShouldBe(role);
        (await AdmitAsync(actor, await OtherProjectAsync())).Value.Role.ShouldBe(role);
        (await World.Get<AccessGate>().AdmitToInstanceAsync(actor, Cancellation)).IsOk.ShouldBe(manages);
    }

    [Fact]
    public async Task TheText_IsKeptNowhere()
    {
        var key = await MakeAsync("Deploy script");
        (await RevokeAsync(new(Instance), key.Id)).Error.ShouldBeNull();

        await using var db = World.Open();
        var row = await db.Set<ManagementKey>().SingleAsync(row => row.Id == key.Id, Cancellation);
        (row.Hash, row.Hint).ShouldBe((Secret.Hash(key.Token), key.Token[..8]));
        (await DatabaseFingerprint.TakeAsync(db, Cancellation)).ShouldNotContain(key.Token[8..]);
    }

    [Fact]
    public async Task MakingAndRevoking_AreRecorded_InTheLogOfTheProject()
    {
        var key = await MakeAsync("Deploy script", Role.ProductManager);
        (await RevokeAsync(Project, key.Id)).Error.ShouldBeNull();

        await using var db = World.Open();
        (await db.Set<AuditRecord>().Where(record => record.ObjectKey == AuditKey.ManagementKey(key.Id).Text).OrderBy(record => record.Number)
            .Select(record => new { record.ProjectId, record.Action, record.Summary, record.ActorName }).ToListAsync(Cancellation))
            .ShouldBe(
            [
                new { ProjectId = (int?)World.ProjectId, Action = "created", Summary = "made, as product manager", ActorName = "Administrator" },
                new { ProjectId = (int?)World.ProjectId, Action = "revoked", Summary = "revoked; no longer works", ActorName = "Administrator" },
            ]);
    }

    [Fact]
    public async Task AWish_IsCheckedAsAWhole_AndARefusalLeavesNothing()
    {
        (await CreateAsync(Project, " ", (Role)99, World.Clock.Now())).Errors.Select(error => (error.Code, error.Field))
            .ShouldBe([("name_missing", "name"), ("role_unknown", "role"), ("expiry_past", "expires_at")]);
        (await CreateAsync(Project, new string('x', 101), Role.Viewer)).Error!.Code.ShouldBe("name_too_long");

        (await ListAsync()).Page.Total.ShouldBe(0);
    }

    [Fact]
    public async Task AKey_MakesNoKeys_ButMayEndOne()
    {
        var key = await MakeAsync("Robot", Role.Administrator);
        var robot = new ManagementKeyScope((await AdmitAsync(Actor.Key(key.Id, "Robot"), World.ProjectId)).Value);

        (await CreateAsync(robot, "Offspring", Role.Viewer)).Error!.Code.ShouldBe("keys_make_no_keys");
        (await RevokeAsync(robot, key.Id)).Error.ShouldBeNull();
        (await RevokeAsync(robot, key.Id)).Error!.Code.ShouldBe("not_signed_in", "it ended itself");
    }

    [Fact]
    public async Task ARevokedKey_EndsAtOnce_AlsoForWhoIsInAlready()
    {
        var key = await MakeAsync("Robot", Role.ProductManager);
        var robot = (await AdmitAsync(Actor.Key(key.Id, "Robot"), World.ProjectId)).Value;

        (await RevokeAsync(Project, key.Id)).Error.ShouldBeNull();

        (await FindAsync(key.Token)).ShouldBe(new KeySignIn.Revoked(World.Clock.Now()));
        (await World.Get<EditProject>().RunAsync(new(robot, "Mine now", false), Cancellation)).Error!.Code.ShouldBe("not_signed_in");
        (await RevokeAsync(Project, key.Id)).Error!.Code.ShouldBe("key_not_found", "once is enough");
    }

    [Fact]
    public async Task AProject_EndsItsOwnKeysOnly_TheInstanceEveryKey()
    {
        var (mine, everywhere) = (await MakeAsync("Mine"), (await CreateAsync(new(Instance), "Everywhere", Role.Viewer)).Value);
        var other = new ManagementKeyScope(AccessGate.ForSystem(await OtherProjectAsync()));

        (await RevokeAsync(other, mine.Id)).Error!.Code.ShouldBe("key_not_found");
        (await RevokeAsync(Project, everywhere.Id)).Error!.Code.ShouldBe("key_not_found");
        (await RevokeAsync(new(Instance), mine.Id)).Error.ShouldBeNull();
        (await RevokeAsync(new(Instance), everywhere.Id)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task AKeyWithAnEnd_WorksUntilThen()
    {
        var end = World.Clock.Now().AddDays(30).AddMilliseconds(300).ToOffset(TimeSpan.FromHours(2));
        var key = (await CreateAsync(Project, "For a month", Role.Viewer, end)).Value;

        World.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        (await FindAsync(key.Token)).ShouldBeOfType<KeySignIn.Found>();

        World.Clock.Advance(TimeSpan.FromSeconds(1));
        (await FindAsync(key.Token)).ShouldBe(new KeySignIn.Expired(World.Clock.Now()), "to the second");
        (await AdmitAsync(Actor.Key(key.Id, "For a month"), World.ProjectId)).Error!.Code.ShouldBe("not_signed_in");
    }

    [Theory]
    [InlineData("")]
    [InlineData("eak.unknown")]
    [InlineData(null)]
    public async Task AKeyThatNobodyMade_IsUnknown(string? key) => (await FindAsync(key ?? new string('x', 100_000))).ShouldBeOfType<KeySignIn.Unknown>();

    [Fact]
    public async Task FindingAKey_IsOneReadByIndex_AndNoWrite()
    {
        var key = await MakeAsync("Robot");
        var counted = new CountedCommands();
        var signIn = new ManagementKeySignIn(new MadeContexts(() => Database.CreateDbContext(counted)), World.Clock);
        await using var db = World.Open();
        var before = await DatabaseFingerprint.TakeAsync(db, Cancellation);

        (await signIn.FindAsync(key.Token, Cancellation)).ShouldBeOfType<KeySignIn.Found>();

        counted.Commands.ShouldHaveSingleItem().ShouldContain("WHERE");
        (await DatabaseFingerprint.TakeAsync(db, Cancellation)).ShouldBe(before);
        db.Model.FindEntityType(typeof(ManagementKey))!.GetIndexes().ShouldContain(index => index.Properties.Single().Name == nameof(ManagementKey.Hash));
    }

    [Fact]
    public async Task TheList_ShowsWhatWorksFirst_AndEveryStanding()
    {
        var revoked = await MakeAsync("Revoked");
        _ = await MakeAsync("Old");
        (await CreateAsync(Project, "Expired", Role.Viewer, World.Clock.Now().AddDays(1))).Error.ShouldBeNull();
        _ = await MakeAsync("New");
        (await RevokeAsync(Project, revoked.Id)).Error.ShouldBeNull();
        World.Clock.Advance(TimeSpan.FromDays(2));

        var list = await ListAsync();

        list.Page.Items.Select(key => (key.Name, key.Status, key.RevokedBy)).ShouldBe(
        [
            ("New", ManagementKeyStatus.Active, null), ("Old", ManagementKeyStatus.Active, null),
            ("Expired", ManagementKeyStatus.Expired, null), ("Revoked", ManagementKeyStatus.Revoked, "Administrator"),
        ]);
        list.Counts[ManagementKeyStatus.Active].ShouldBe(2);
        (await ListAsync(new() { Status = ManagementKeyStatus.Expired })).Page.Items.ShouldHaveSingleItem().Name.ShouldBe("Expired");
        (await ListAsync(new() { Status = ManagementKeyStatus.Active, Search = "NE" })).Page.Items.ShouldHaveSingleItem().Name.ShouldBe("New");
        (await ListAsync(new() { Status = ManagementKeyStatus.Revoked })).Page.Total.ShouldBe(1);
    }

    [Fact]
    public async Task TheListOfTheInstance_HasTheKeysOfEveryProject_AndAProjectOnlyItsOwn()
    {
        _ = await MakeAsync("Mine");
        (await CreateAsync(new(Instance), "Everywhere", Role.Viewer)).Error.ShouldBeNull();

        (await World.Get<ManagementKeyReads>().ListAsync(Instance, new(), Cancellation)).Page.Items.Select(key => (key.Name, key.Project))
            .ShouldBe([("Everywhere", null), ("Mine", "Shop")]);
        (await ListAsync()).Page.Items.ShouldHaveSingleItem().Name.ShouldBe("Mine");
        (await World.Get<ManagementKeyReads>().ListAsync(World.Manager, new(), Cancellation)).Error!.Code.ShouldBe("role_too_low");
    }

    private static InstanceAccess Instance => AccessGate.ForSystem();

    private ManagementKeyScope Project { get; set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Project = new(await World.AccessAsync(Role.Administrator));
    }

    private async Task<NewManagementKey> MakeAsync(string name, Role role = Role.Viewer) => (await CreateAsync(Project, name, role)).Value;

    private Task<Result<NewManagementKey>> CreateAsync(ManagementKeyScope scope, string name, Role role, DateTimeOffset? expiresAt = null)
        => World.Get<CreateManagementKey>().RunAsync(new(scope, name, role, expiresAt), Cancellation);

    private Task<Result<Done>> RevokeAsync(ManagementKeyScope scope, int keyId)
        => World.Get<RevokeManagementKey>().RunAsync(new(scope, keyId), Cancellation);

    private Task<KeySignIn> FindAsync(string key) => World.Get<ManagementKeySignIn>().FindAsync(key, Cancellation);

    private async Task<ManagementKeyList> ListAsync(ManagementKeyQuery? query = null)
        => (await World.Get<ManagementKeyReads>().ListAsync(Project.Project!, query ?? new(), Cancellation)).Value;

    private Task<Result<ProjectAccess>> AdmitAsync(Actor actor, int projectId) => World.Get<AccessGate>().AdmitAsync(actor, projectId, Cancellation);

    private async Task<int> OtherProjectAsync()
        => (await World.Get<CreateProject>().RunAsync(new(Instance, "Other", [new("Production", Versioning, false)]), Cancellation)).Value.Id;
}
