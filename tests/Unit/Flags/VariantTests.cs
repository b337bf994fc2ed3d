using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Flags;

/// <summary>Variants come and go without moving anybody, and stay while somebody gets them.</summary>
public abstract class VariantTests(DatabaseProvider provider, Versioning versioning) : WorldTests(provider, versioning)
{
    public sealed class InPlaceOnSqlite() : VariantTests(DatabaseProvider.Sqlite, Versioning.V1);

    public sealed class PublishedOnPostgres() : VariantTests(DatabaseProvider.Postgres, Versioning.V2);

    [Fact]
    public async Task ANewVariant_ComesLast_AndChangesNoState()
    {
        await World.AllocateDefaultAsync(5_000);
        var (before, versions) = (await World.FlagAsync(), await World.VersionCountAsync());

        var id = (await AddAsync(" huge ", "huge!")).Value;

        var added = (await VariantsAsync()).Single(variant => variant.Id == id);
        (added.Key, added.Value, added.Ordinal, added.Position).ShouldBe(("huge", "huge!", 4, 3));
        var after = await World.FlagAsync();
        (after.Head.Revision, after.Default.Fingerprint()).ShouldBe((before.Head.Revision, before.Default.Fingerprint()));
        (await World.VersionCountAsync()).ShouldBe(versions);
        (await World.FeatureHistoryAsync()).ShouldHaveSingleItem().Summary.ShouldBe("variant huge added with \"huge!\"");
    }

    [Fact]
    public async Task ADeletedVariant_FreesItsKey_ButNeverItsOrdinal()
    {
        var deleted = World.Variants[2];

        (await DeleteAsync(deleted)).Error.ShouldBeNull();
        var again = (await AddAsync("biggest", "again")).Value;

        again.ShouldNotBe(deleted);
        (await VariantsAsync()).Select(variant => (variant.Key, variant.Ordinal)).ShouldBe([("big", 1), ("bigger", 2), ("biggest", 4)]);
        (await World.FeatureHistoryAsync()).Select(record => record.Action).ShouldBe(["variant_added", "variant_deleted"]);
    }

    [Theory]
    [InlineData("", "x", "key_missing")]
    [InlineData("Control", "x", "key_reserved")]
    [InlineData("BIG", "x", "key_taken")]
    [InlineData("constructor", "x", "key_in_javascript")]
    public async Task AKeyThatWillNotDo_IsRefused(string key, string value, string code)
        => (await AddAsync(key, value)).Error.ShouldBeOfType<Error.Invalid>().Code.ShouldBe(code);

    [Fact]
    public async Task AValue_CanChange_InEveryEnvironmentAtOnce()
    {
        var staging = await World.AddEnvironmentAsync("Staging");
        var (first, second) = (await RevisionAsync(World.EnvironmentId), await RevisionAsync(staging));

        var changed = (await EditAsync(World.Variants[0], "BIG", 0)).Value;

        changed.ShouldBe(1);
        (await VariantsAsync())[0].Value.ShouldBe("BIG");
        (await RevisionAsync(World.EnvironmentId), await RevisionAsync(staging)).ShouldBe((first + 1, second + 1));
        (await EditAsync(World.Variants[0], "BIG")).Value.ShouldBe(1);
        (await RevisionAsync(staging)).ShouldBe(second + 1);
        (await EditAsync(World.Variants[0], "again", 0)).Error!.Code.ShouldBe("stale_revision");
    }

    [Fact]
    public async Task TheOrderPeopleSee_MovesNobody()
    {
        var (big, bigger, biggest) = (World.Variants[0], World.Variants[1], World.Variants[2]);

        (await OrderAsync(biggest, big, bigger)).Error.ShouldBeNull();

        (await VariantsAsync()).Select(variant => (variant.Id, variant.Ordinal, variant.Position))
            .ShouldBe([(big, 1, 1), (bigger, 2, 2), (biggest, 3, 0)]);
        (await World.FeatureHistoryAsync()).ShouldHaveSingleItem().Summary.ShouldBe("variants in the order biggest, big, bigger");
        (await OrderAsync(biggest, big, bigger)).Value.ShouldBe(1);
        (await OrderAsync(biggest, big)).Error!.Code.ShouldBe("variant_order_incomplete");
        (await OrderAsync(biggest, big, big)).Error!.Code.ShouldBe("variant_order_incomplete");
    }

    [Fact]
    public async Task AVariantThatPeopleGet_IsNotPutAway_AndTheRefusalSaysWhere()
    {
        var staging = await World.AddEnvironmentAsync("Staging");
        await World.AddSegmentOverrideAsync("Staff", state => state.Allocate([KeyValuePair.Create(World.Variants[0], new BasisPoints(10_000))]));
        (await World.ChangeDefaultAsync(new() { Allocations = World.Shares(1_250) }, environmentId: staging)).Error.ShouldBeNull();
        (await World.ForceAsync("ada", World.Variants[0])).Error.ShouldBeNull();

        var archived = await ArchiveAsync(World.Variants[0]);
        var deleted = await DeleteAsync(World.Variants[0]);

        archived.Error.ShouldBeOfType<Error.Conflict>().Message
            .ShouldBe("People get big now: Production, override of Staff (100 %); Staging, environment default (12.5 %). Set its share to 0 % there first.");
        deleted.Errors.Select(error => error.Code).ShouldBe(["variant_served", "variant_forced"]);
        deleted.Errors[1].Message.ShouldContain("Production, ada");
        (await World.FeatureHistoryAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task AnArchivedVariant_GetsNoNewShare_UntilItIsBack()
    {
        (await ArchiveAsync(World.Variants[1])).Error.ShouldBeNull();

        (await World.ChangeDefaultAsync(new() { Allocations = World.Shares(0, 100) })).Error!.Code.ShouldBe("allocations_archived_variant");
        (await World.ForceAsync("ada", World.Variants[1])).Error!.Code.ShouldBe("forced_variant_archived");
        (await World.Get<RestoreVariant>().RunAsync(new(World.Manager, World.FeatureId, World.Variants[1]), Cancellation)).Error.ShouldBeNull();
        (await World.ChangeDefaultAsync(new() { Allocations = World.Shares(0, 100) })).Error.ShouldBeNull();
        (await World.FeatureHistoryAsync()).Select(record => record.Summary).ShouldBe(["variant bigger brought back", "variant bigger archived"]);
    }

    [Fact]
    public async Task AVariantOfAnExperiment_IsKept_AndSoIsTheLastOne()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));

        (await DeleteAsync(World.Variants[0])).Error!.Code.ShouldBe("used_by_experiment");
        (await ArchiveAsync(World.Variants[0])).Error!.Code.ShouldBe("used_by_experiment");
        (await DeleteAsync(World.Variants[1])).Error.ShouldBeNull();
        (await DeleteAsync(World.Variants[2])).Error.ShouldBeNull();
        (await World.ApplyAsync(id, new() { Allocations = [] })).Error.ShouldBeNull();
        var last = await DeleteAsync(World.Variants[0]);
        last.Error!.Code.ShouldBe("used_by_experiment");
        last.Error!.Message.ShouldContain("Checkout button size (draft)");
    }

    [Fact]
    public async Task AVariantThatTheDefaultGetsBackAfterTheExperiment_IsKept_UntilSomebodyChangesTheDefault()
    {
        await World.AllocateDefaultAsync(0, 6_000);
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));

        (await ArchiveAsync(World.Variants[1])).Error!.Code.ShouldBe("used_by_experiment");
        (await DeleteAsync(World.Variants[1])).Error!.Code.ShouldBe("used_by_experiment");

        (await World.ChangeDefaultAsync(new() { Allocations = World.Shares(0, 0, 1_000) })).Error.ShouldBeNull();
        (await DeleteAsync(World.Variants[1])).Error.ShouldBeNull();
    }

    [Fact]
    public async Task WhileAnyEnvironmentHasARunningExperiment_NoVariantChanges()
    {
        await World.AddEnvironmentAsync("Staging");
        (await ArchiveAsync(World.Variants[2])).Error.ShouldBeNull();
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true);
        var before = await World.FingerprintAsync();

        Result<int>[] refused =
        [
            await AddAsync("huge", "huge"),
            await EditAsync(World.Variants[1], "x"),
            await OrderAsync(World.Variants[1], World.Variants[0], World.Variants[2]),
            await ArchiveAsync(World.Variants[1]),
            await World.Get<RestoreVariant>().RunAsync(new(World.Manager, World.FeatureId, World.Variants[2]), Cancellation),
            await DeleteAsync(World.Variants[1]),
        ];

        refused.ShouldAllBe(result => result.Error!.Code == "flag_frozen" && result.Error.Message.Contains("Checkout button size"));
        (await World.FingerprintAsync()).ShouldBe(before);
        (await World.CompleteAsync(id)).Error.ShouldBeNull();
        (await AddAsync("huge", "huge")).Error.ShouldBeNull();
    }

    private Task<Result<int>> AddAsync(string key, string value)
        => World.Get<AddVariant>().RunAsync(new(World.Manager, World.FeatureId, key, value), Cancellation);

    private Task<Result<int>> EditAsync(int variantId, string value, int? revision = null)
        => World.Get<EditVariant>().RunAsync(new(World.Manager, World.FeatureId, variantId, value, revision), Cancellation);

    private Task<Result<int>> OrderAsync(params int[] variantIds)
        => World.Get<ReorderVariants>().RunAsync(new(World.Manager, World.FeatureId, variantIds), Cancellation);

    private Task<Result<int>> ArchiveAsync(int variantId)
        => World.Get<ArchiveVariant>().RunAsync(new(World.Manager, World.FeatureId, variantId), Cancellation);

    private Task<Result<int>> DeleteAsync(int variantId)
        => World.Get<DeleteVariant>().RunAsync(new(World.Manager, World.FeatureId, variantId), Cancellation);

    private async Task<List<Variant>> VariantsAsync()
    {
        await using var db = World.Open();
        return await db.Set<Variant>().AsNoTracking().Where(variant => variant.FeatureId == World.FeatureId && variant.DeletedAt == null)
            .OrderBy(variant => variant.Ordinal).ToListAsync(Cancellation);
    }

    private async Task<long> RevisionAsync(int environmentId)
    {
        await using var db = World.Open();
        return await db.Set<ProjectEnvironment>().Where(environment => environment.Id == environmentId)
            .Select(environment => environment.Revision).SingleAsync(Cancellation);
    }
}
