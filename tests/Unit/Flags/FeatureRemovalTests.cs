using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Flags;

/// <summary>Flags are put away and deleted only when no experiment needs them.</summary>
public abstract class FeatureRemovalTests(DatabaseProvider provider, Versioning versioning) : WorldTests(provider, versioning)
{
    public sealed class InPlaceOnSqlite() : FeatureRemovalTests(DatabaseProvider.Sqlite, Versioning.V1);

    public sealed class PublishedOnPostgres() : FeatureRemovalTests(DatabaseProvider.Postgres, Versioning.V2);

    [Fact]
    public async Task AnArchivedFlag_IsReadOnly_UntilItIsBack()
    {
        (await ArchiveAsync()).Value.ShouldBe(1);
        (await ArchiveAsync()).Value.ShouldBe(1);

        (await World.ChangeDefaultAsync(new() { Enabled = false })).Error!.Code.ShouldBe("flag_archived");
        (await World.ForceAsync("ada")).Error!.Code.ShouldBe("flag_archived");
        (await World.Get<AddVariant>().RunAsync(new(World.Manager, World.FeatureId, "huge", "x"), Cancellation)).Error!.Code.ShouldBe("flag_archived");
        (await World.FlagAsync()).Default.Enabled.ShouldBeTrue();

        (await World.Get<RestoreFeature>().RunAsync(new(World.Manager, World.FeatureId), Cancellation)).Value.ShouldBe(2);
        (await World.ChangeDefaultAsync(new() { Enabled = false })).Error.ShouldBeNull();
        (await World.FeatureHistoryAsync()).Select(record => record.Action).ShouldBe(["restored", "archived"]);
    }

    [Fact]
    public async Task ADeletedFlag_TakesItsOverridesWithIt_AndLeavesItsPast()
    {
        var segment = await World.AddSegmentOverrideAsync("Staff", state => state.Enabled = true);
        (await World.ForceAsync("ada")).Error.ShouldBeNull();
        var experiment = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true);
        (await World.CompleteAsync(experiment)).Error.ShouldBeNull();

        (await DeleteAsync()).Error.ShouldBeNull();

        await using var db = World.Open();
        (await db.Set<IdentityOverride>().CountAsync(Cancellation)).ShouldBe(0);
        (await World.Get<ISegmentUses>().WhereUsedAsync(db, segment, Cancellation)).ShouldBeEmpty();
        (await World.ViewAsync(experiment)).Item.FlagName.ShouldBe("checkout_button");
        (await World.ChangeDefaultAsync(new() { Enabled = false })).Error.ShouldBeOfType<Error.NotFound>();
        (await DeleteAsync()).Error.ShouldBeOfType<Error.NotFound>();
        var record = (await World.FeatureHistoryAsync())[0];
        (record.Action, record.Summary, record.AfterJson).ShouldBe(("deleted", "deleted with 1 identity overrides", null));
    }

    [Fact]
    public async Task WhileAnExperimentIsNotCompleted_TheFlagStays()
    {
        var id = await World.CreateExperimentAsync();
        var before = await World.FingerprintAsync();

        (await DeleteAsync()).Error!.Code.ShouldBe("used_by_experiment");
        (await ArchiveAsync()).Error!.Message.ShouldContain("Checkout button size (draft)");
        (await World.FingerprintAsync()).ShouldBe(before);
        (await World.StartAsync(id)).Error.ShouldBeNull();
        (await DeleteAsync()).Error!.Code.ShouldBe("used_by_experiment");
        (await World.CompleteAsync(id)).Error.ShouldBeNull();
        (await ArchiveAsync()).Error.ShouldBeNull();
        (await DeleteAsync()).Error.ShouldBeNull();
    }

    [Fact]
    public async Task WhereASegmentIsUsed_NamesLiveOverridesOnly()
    {
        var staff = await World.AddSegmentOverrideAsync("Staff", state => state.Enabled = true);
        var testers = await World.AddSegmentOverrideAsync("Testers", state => state.Enabled = true);
        (await World.Get<RemoveSegmentOverride>().RunAsync(new(World.Manager, World.EnvironmentId, World.FeatureId, testers), Cancellation))
            .Error.ShouldBeNull();

        await using var db = World.Open();
        var use = (await World.Get<ISegmentUses>().WhereUsedAsync(db, staff, Cancellation)).ShouldHaveSingleItem();
        (use.EnvironmentName, use.FlagName).ShouldBe(("Production", "checkout_button"));
        (await World.Get<ISegmentUses>().WhereUsedAsync(db, testers, Cancellation)).ShouldBeEmpty();
        (await World.Get<ISegmentUses>().CountAsync(db, [staff, testers], Cancellation)).ShouldBe(new Dictionary<int, int> { [staff] = 1 });
    }

    private Task<Result<int>> ArchiveAsync() => World.Get<ArchiveFeature>().RunAsync(new(World.Manager, World.FeatureId), Cancellation);

    private Task<Result<Done>> DeleteAsync() => World.Get<DeleteFeature>().RunAsync(new(World.Manager, World.FeatureId), Cancellation);
}
