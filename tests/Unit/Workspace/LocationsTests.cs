using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Core.Workspace.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Workspace;

/// <summary>Projects, environments and their keys.</summary>
public abstract class LocationsTests(DatabaseProvider provider) : WorldTests(provider)
{
    private ProjectAccess _administrator = null!;

    public sealed class OnSqlite() : LocationsTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : LocationsTests(DatabaseProvider.Postgres);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _administrator = await World.AccessAsync(Role.Administrator);
    }

    [Fact]
    public async Task ANewProject_HasEnvironmentsWithKeys_AndAnAddressNobodyElseHas()
    {
        var create = World.Get<CreateProject>();
        var command = new CreateProject.Command(
            AccessGate.ForSystem(), "Shop", [new("Development", Versioning.V1, false), new("development", Versioning.V2, true)]);

        (await create.RunAsync(command, Cancellation)).Errors.Select(error => (error.Code, error.Field)).ShouldBe([("name_taken", "environments")]);
        (await create.RunAsync(command with { Environments = [command.Environments[0]] }, Cancellation)).Error!.Code.ShouldBe("name_taken");
        var project = (await create.RunAsync(command with { Name = "Shop!", Environments = [command.Environments[0]] }, Cancellation)).Value;

        project.Slug.ShouldBe("shop-2");
        await using var db = World.Open();
        var environment = await db.Set<ProjectEnvironment>().SingleAsync(row => row.ProjectId == project.Id, Cancellation);
        var key = await db.Set<EnvironmentKey>().SingleAsync(row => row.EnvironmentId == environment.Id, Cancellation);
        (key.Kind, key.Token, key.Hash).ShouldBe((EnvironmentKeyKind.Client, environment.HashKey, Secret.Hash(environment.HashKey)));
    }

    [Fact]
    public async Task ANewEnvironment_GivesEveryFeatureItsFirstVersion_CopiedIfAskedFor()
    {
        await World.AllocateDefaultAsync(1_000, 2_000);
        var create = World.Get<CreateEnvironment>();

        var plain = (await create.RunAsync(new(_administrator, new("Staging", Versioning.V2, false)), Cancellation)).Value;
        var copy = (await create.RunAsync(new(_administrator, new("Copy", Versioning.V1, false), World.EnvironmentId), Cancellation)).Value;

        await using var db = World.Open();
        (await FlagReader.FindAsync(db, plain.Id, World.FeatureId, Cancellation))!.Default.Allocations.ShouldBeEmpty();
        var copied = (await FlagReader.FindAsync(db, copy.Id, World.FeatureId, Cancellation))!.Default;
        copied.Allocations.Values.Numbers().ShouldBe([1_000, 2_000]);
        copied.Scope.Seed.ShouldNotBe((await World.FlagAsync()).Default.Scope.Seed);
        (await create.RunAsync(new(_administrator, new("STAGING", Versioning.V2, false)), Cancellation)).Error!.Code.ShouldBe("name_taken");
    }

    [Fact]
    public async Task ACopy_HasTheSharesThatAnExperimentTookFromADefault_UnlessSomebodyChangedItSince()
    {
        await World.AllocateDefaultAsync(1_000, 2_000);
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000));

        (await SharesOfCopyAsync("Before")).ShouldBe([1_000, 2_000]);

        await World.AllocateDefaultAsync(500);
        (await SharesOfCopyAsync("After")).ShouldBe([500]);

        async Task<IEnumerable<int>> SharesOfCopyAsync(string name)
        {
            var copy = (await World.Get<CreateEnvironment>().RunAsync(
                new(_administrator, new(name, Versioning.V1, false), World.EnvironmentId), Cancellation)).Value;
            await using var db = World.Open();
            return (await FlagReader.FindAsync(db, copy.Id, World.FeatureId, Cancellation))!.Default.Allocations.Values.Numbers();
        }
    }

    [Fact]
    public async Task Settings_AreChecked_SavedAndRecorded_AndAStaleScreenIsRefused()
    {
        var edit = World.Get<EditEnvironment>();
        var command = new EditEnvironment.Command(_administrator, World.EnvironmentId)
        {
            Name = "Live",
            IsProduction = true,
            HideDisabledFlags = true,
            HideSensitiveData = true,
            AllowClientTraits = false,
            AllowedOrigins = "https://Shop.example/\nhttp://localhost:3000",
            ExpectedRevision = 0,
        };

        (await edit.RunAsync(command with { AllowedOrigins = "shop.example\nhttps://a.example/path" }, Cancellation))
            .Errors.Select(error => error.Code).ShouldBe(["origin_malformed", "origin_malformed"]);
        (await edit.RunAsync(command, Cancellation)).Value.ShouldBe(1);
        var stale = (await edit.RunAsync(command with { Name = "Other" }, Cancellation)).Error!;

        stale.Message.ShouldStartWith("Administrator changed this (renamed from Production; marked as production; ");
        var settings = (await World.Get<SettingsReads>().EnvironmentAsync(World.Manager, World.EnvironmentId, Cancellation))!;
        settings.AllowedOrigins.ShouldBe("https://shop.example\nhttp://localhost:3000");
        settings.Info.Slug.ShouldBe("production");
    }

    [Fact]
    public async Task SwitchingVersioning_IsOneWay()
    {
        (await World.Get<SwitchVersioning>().RunAsync(new(_administrator, World.EnvironmentId), Cancellation)).Error!.Code.ShouldBe("versioning_one_way");
    }

    [Fact]
    public async Task AnEnvironmentWithAnExperiment_IsNeitherArchivedNorDeleted()
    {
        var other = (await World.Get<CreateEnvironment>().RunAsync(new(_administrator, new("Other", Versioning.V2, false)), Cancellation)).Value;
        var id = await World.CreateExperimentAsync(start: true);
        var (archive, delete) = (World.Get<ArchiveEnvironment>(), World.Get<DeleteEnvironment>());

        (await archive.RunAsync(new(_administrator, World.EnvironmentId, true), Cancellation)).Error!.Code.ShouldBe("used_by_experiment");
        (await delete.RunAsync(new(_administrator, World.EnvironmentId, "Production"), Cancellation)).Error!.Code.ShouldBe("used_by_experiment");
        await World.CompleteAsync(id);

        (await archive.RunAsync(new(_administrator, World.EnvironmentId, true), Cancellation)).Error.ShouldBeNull();
        (await World.Get<Core.Experiments.Lifecycle.CreateExperiment>().RunAsync(
            new(World.Manager, World.EnvironmentId, World.FeatureId, "Name", "Hypothesis"), Cancellation)).Error!.Code.ShouldBe("environment_archived");
        (await delete.RunAsync(new(_administrator, World.EnvironmentId, "production"), Cancellation)).Error!.Code.ShouldBe("name_not_confirmed");
        (await delete.RunAsync(new(_administrator, World.EnvironmentId, "Production"), Cancellation)).Error.ShouldBeNull();
        (await delete.RunAsync(new(_administrator, other.Id, "Other"), Cancellation)).Error!.Code.ShouldBe("last_environment");
    }

    [Fact]
    public async Task AServerKey_IsShownOnce_RotatesWithAnOverlap_AndTheLastIsNotRevokedUnasked()
    {
        var key = (await World.Get<CreateEnvironmentKey>().RunAsync(
            new(_administrator, World.EnvironmentId, EnvironmentKeyKind.Server, "Backend"), Cancellation)).Value;
        key.Token.ShouldStartWith("ser.");

        var next = (await World.Get<RotateEnvironmentKey>().RunAsync(
            new(_administrator, World.EnvironmentId, key.Id, TimeSpan.FromDays(1)), Cancellation)).Value;
        var reads = World.Get<SettingsReads>();
        (await reads.KeysAsync(World.Manager, World.EnvironmentId, Cancellation)).Select(item => (item.Id, item.Token, item.IsUsable))
            .ShouldBe([(next.Id, null, true), (key.Id, null, true)]);
        World.Clock.Advance(TimeSpan.FromDays(1));
        (await reads.KeysAsync(World.Manager, World.EnvironmentId, Cancellation)).Select(item => item.IsUsable).ShouldBe([true, false]);

        var revoke = new RevokeEnvironmentKey.Command(_administrator, World.EnvironmentId, next.Id);
        (await World.Get<RevokeEnvironmentKey>().RunAsync(revoke, Cancellation)).Error!.Code.ShouldBe("last_key");
        (await World.Get<RevokeEnvironmentKey>().RunAsync(revoke with { EvenTheLast = true }, Cancellation)).Error.ShouldBeNull();
        await using var db = World.Open();
        (await db.Set<AuditRecord>().Where(record => record.After!.Contains(next.Token) || record.Summary.Contains(next.Token)).AnyAsync(Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task AKeyThatEndsByItself_IsNoReasonToRevokeTheOneThatReplacedIt()
    {
        var key = (await World.Get<CreateEnvironmentKey>().RunAsync(
            new(_administrator, World.EnvironmentId, EnvironmentKeyKind.Server, "Backend"), Cancellation)).Value;
        var next = (await RotateAsync(key.Id, TimeSpan.FromHours(1))).Value;
        var revoke = World.Get<RevokeEnvironmentKey>();

        (await revoke.RunAsync(new(_administrator, World.EnvironmentId, next.Id), Cancellation)).Error!.Code.ShouldBe("last_key");

        (await revoke.RunAsync(new(_administrator, World.EnvironmentId, key.Id), Cancellation)).Error.ShouldBeNull("its successor works on");
    }

    [Fact]
    public async Task AKeyThatIsToEnd_EndsNoLaterForBeingReplacedAgain()
    {
        var key = (await World.Get<CreateEnvironmentKey>().RunAsync(
            new(_administrator, World.EnvironmentId, EnvironmentKeyKind.Server, "Backend"), Cancellation)).Value;
        (await RotateAsync(key.Id, TimeSpan.FromDays(1))).Error.ShouldBeNull();

        (await RotateAsync(key.Id, TimeSpan.FromDays(90))).Error.ShouldBeNull();
        (await ExpiryAsync(key.Id)).ShouldBe(World.Clock.Now() + TimeSpan.FromDays(1));
        (await RotateAsync(key.Id, TimeSpan.FromHours(1))).Error.ShouldBeNull();
        (await ExpiryAsync(key.Id)).ShouldBe(World.Clock.Now() + TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task AProject_IsDeletedByAnInstanceAdministrator_WhoTypedItsName()
    {
        var delete = World.Get<DeleteProject>();
        (await delete.RunAsync(new(_administrator, "Shop"), Cancellation)).Error!.Code.ShouldBe("not_instance_administrator");
        var system = AccessGate.ForSystem(World.ProjectId);
        (await delete.RunAsync(new(system, "Sho"), Cancellation)).Error!.Code.ShouldBe("name_not_confirmed");

        (await delete.RunAsync(new(system, "Shop"), Cancellation)).Error.ShouldBeNull();

        (await World.Get<AccessGate>().AdmitAsync(_administrator.Actor, "shop", Cancellation)).Error!.Code.ShouldBe("project_not_found");
    }

    private Task<Result<NewKey>> RotateAsync(int keyId, TimeSpan overlap)
        => World.Get<RotateEnvironmentKey>().RunAsync(new(_administrator, World.EnvironmentId, keyId, overlap), Cancellation);

    private async Task<DateTimeOffset?> ExpiryAsync(int keyId)
    {
        await using var db = World.Open();
        return await db.Set<EnvironmentKey>().Where(key => key.Id == keyId).Select(key => key.ExpiresAt).SingleAsync(Cancellation);
    }
}
