using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Flags;

/// <summary>What people change of a flag's default and overrides, in environments of both kinds, on both databases.</summary>
public abstract class FlagStateTests(DatabaseProvider provider, Versioning versioning) : WorldTests(provider, versioning)
{
    public sealed class InPlaceOnSqlite() : FlagStateTests(DatabaseProvider.Sqlite, Versioning.V1);

    public sealed class PublishedOnSqlite() : FlagStateTests(DatabaseProvider.Sqlite, Versioning.V2);

    public sealed class InPlaceOnPostgres() : FlagStateTests(DatabaseProvider.Postgres, Versioning.V1);

    public sealed class PublishedOnPostgres() : FlagStateTests(DatabaseProvider.Postgres, Versioning.V2);

    [Fact]
    public async Task TheDefault_TakesWhatIsNamed_AndKeepsTheRest()
    {
        (await World.ChangeDefaultAsync(new() { Allocations = World.Shares(2_500, 0, 2_500) }, revision: 1)).Value.ShouldBe(2);
        (await World.ChangeDefaultAsync(new() { Enabled = false, Value = new NewValue("modern") }, revision: 2)).Value.ShouldBe(3);

        var flag = await World.FlagAsync();
        (flag.Default.Enabled, flag.Default.Value, flag.Default.Allocated).ShouldBe((false, "modern", 5_000));
        var records = await World.FlagHistoryAsync();
        records.Select(record => record.Summary).ShouldBe(
        [
            "environment default: disabled; value \"classic\" to \"modern\"",
            "environment default: big 0 % to 25 %; biggest 0 % to 25 %",
        ]);
        records[1].Changes.Select(change => (change.Field, change.Before, change.After)).ShouldContain(("shares › big › share", null, "25 %"));
        (await World.VersionCountAsync()).ShouldBe(Versioning is Versioning.V2 ? 3 : 1);
    }

    [Fact]
    public async Task ASaveThatChangesNothing_WritesNothing()
    {
        (await World.ChangeDefaultAsync(new() { Allocations = World.Shares(2_500) })).Error.ShouldBeNull();
        var before = await World.FingerprintAsync();

        (await World.ChangeDefaultAsync(new() { Enabled = true, Value = new NewValue("classic"), Allocations = World.Shares(2_500, 0) }))
            .Value.ShouldBe(2);
        (await World.ChangeDefaultAsync(new())).Value.ShouldBe(2);

        (await World.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task AllBrokenRules_AreSaidAtOnce_AndNothingIsWritten()
    {
        var before = await World.FingerprintAsync();

        var refused = await World.ChangeDefaultAsync(new()
        {
            Value = new NewValue(new string('x', FlagValue.MaxLength + 1)),
            Allocations = [.. World.Shares(6_000, 5_000), World.Shares(1)[0], new VariantAllocation(999_999, new BasisPoints(0))],
        });

        refused.Errors.Select(error => error.Code).ShouldBe(
            ["value_too_long", "allocations_duplicate_variants", "allocations_foreign_variants", "allocations_too_large"]);
        refused.Errors[3].Message.ShouldContain("110.01 %");
        (await World.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task AStaleSave_IsToldWhoChangedWhat()
    {
        (await World.ChangeDefaultAsync(new() { Enabled = false }, revision: 1)).Error.ShouldBeNull();

        var refused = await World.ChangeDefaultAsync(new() { Value = new NewValue("mine") }, revision: 1);

        refused.Error.ShouldBeOfType<Error.Conflict>().Code.ShouldBe("stale_revision");
        refused.Error!.Message.ShouldContain("ProductManager changed this (environment default: disabled)");
    }

    [Fact]
    public async Task AnOverride_StartsAsTheDefaultIs_AndComesLast()
    {
        (await World.ChangeDefaultAsync(new() { Allocations = World.Shares(1_000) })).Error.ShouldBeNull();
        var (staff, testers) = (await World.AddSegmentAsync("Staff"), await World.AddSegmentAsync("Testers"));

        (await World.PutOverrideAsync(staff)).Error.ShouldBeNull();
        (await World.PutOverrideAsync(testers, new() { Enabled = false, Allocations = World.Shares(0, 10_000) })).Error.ShouldBeNull();
        (await World.PutOverrideAsync(staff, new() { Value = new NewValue("own") })).Error.ShouldBeNull();

        var flag = await World.FlagAsync();
        flag.Overrides.Select(state => (state.Scope.SegmentId, state.Enabled, state.Value, state.Of(World.Variants[0]).Value, state.Of(World.Variants[1]).Value, state.Rank))
            .ShouldBe([(staff, true, "own", 1_000, 0, 0), (testers, false, "classic", 0, 10_000, 1)]);
        (await World.FlagHistoryAsync()).Take(3).Select(record => (record.Action, record.Summary)).ShouldBe(
        [
            ("override_changed", "override of Staff: value \"classic\" to \"own\""),
            ("override_added", "override of Testers added: disabled, \"classic\": bigger 100 %, control 0 %"),
            ("override_added", "override of Staff added: enabled, \"classic\": big 10 %, control 90 %"),
        ]);
    }

    [Fact]
    public async Task AnOverrideThatComesBack_GivesTheSamePeopleTheSameVariants()
    {
        var staff = await World.AddSegmentAsync("Staff");
        (await World.PutOverrideAsync(staff)).Error.ShouldBeNull();
        var seed = (await World.FlagAsync()).OverrideOf(staff)!.Scope.Seed;

        (await RemoveAsync(staff)).Error.ShouldBeNull();
        (await World.FlagAsync()).Overrides.ShouldBeEmpty();
        (await RemoveAsync(staff)).Error.ShouldBeOfType<Error.NotFound>();
        (await World.PutOverrideAsync(staff)).Error.ShouldBeNull();

        (await World.FlagAsync()).OverrideOf(staff)!.Scope.Seed.ShouldBe(seed);
    }

    [Fact]
    public async Task TheOrderOfOverrides_IsReplacedAsAWhole_AndTheRolloutStaysLast()
    {
        var (a, b, c) = (await OverrideAsync("A"), await OverrideAsync("B"), await OverrideAsync("C"));
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));

        (await OrderAsync(c, a, b)).Error.ShouldBeNull();

        var flag = await World.FlagAsync();
        flag.HandMade.Select(state => state.Scope.SegmentId).ShouldBe([c, a, b]);
        flag.Overrides[^1].Rank.ShouldBe(OverrideRank.Rollout);
        (await World.FlagHistoryAsync())[0].Summary.ShouldBe("overrides in the order C, A, B");
        var before = await World.FingerprintAsync();
        (await OrderAsync(c, a, b)).Error.ShouldBeNull();
        (await OrderAsync(a, b)).Error!.Code.ShouldBe("override_order_incomplete");
        (await OrderAsync(a, b, flag.Overrides[^1].Scope.SegmentId!.Value)).Error!.Code.ShouldBe("override_order_incomplete");
        (await World.FingerprintAsync()).ShouldBe(before);
        (await RemoveAsync(c)).Error.ShouldBeNull();
        (await World.FlagAsync()).HandMade.Select(state => state.Rank).ShouldBe([0, 1]);
    }

    [Fact]
    public async Task OnlySegmentsThatPeopleMade_CanHaveOverrides()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));
        var rollout = (await World.FlagAsync()).Overrides.Single().Scope.SegmentId!.Value;
        var archived = await World.AddSegmentAsync("Old", archived: true);

        (await World.PutOverrideAsync(999_999)).Error!.Code.ShouldBe("segment_unknown");
        (await World.PutOverrideAsync(rollout, new() { Enabled = true })).Error!.Code.ShouldBe("segment_unknown");
        (await RemoveAsync(rollout)).Error!.Code.ShouldBe("override_not_found");
        (await World.PutOverrideAsync(archived)).Error!.Code.ShouldBe("segment_archived");
        (await World.ViewAsync(id)).Item.Rollout.HasDrifted.ShouldBeFalse();
    }

    [Fact]
    public async Task WhileTheExperimentRunsOrIsPaused_OnlyTheRolloutDoorIsOpen()
    {
        var (staff, testers) = (await OverrideAsync("Staff"), await World.AddSegmentAsync("Testers"));
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000));
        (await World.ChangeDefaultAsync(new() { Value = new NewValue("before the start") })).Error.ShouldBeNull();
        (await World.StartAsync(id)).Error.ShouldBeNull();
        var before = await World.FingerprintAsync();

        foreach (var pause in (bool[])[false, true])
        {
            Result<int>[] refused =
            [
                await World.ChangeDefaultAsync(new() { Enabled = false }, revision: 1),
                await World.PutOverrideAsync(testers),
                await World.PutOverrideAsync(staff, new() { Enabled = false }),
                await RemoveAsync(staff),
                await OrderAsync(staff),
            ];
            refused.ShouldAllBe(result => result.Error!.Code == "flag_frozen" && result.Error.Message.Contains("Checkout button size"));
            (await World.FingerprintAsync()).ShouldBe(before);
            if (!pause)
            {
                (await World.PauseAsync(id)).Error.ShouldBeNull();
                before = await World.FingerprintAsync();
            }
        }

        (await World.CompleteAsync(id)).Error.ShouldBeNull();
        (await World.ChangeDefaultAsync(new() { Enabled = false })).Error.ShouldBeNull();
    }

    [Fact]
    public async Task AnExperimentElsewhere_FreezesNothingHere()
    {
        var staging = await World.AddEnvironmentAsync("Staging");
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true);

        (await World.ChangeDefaultAsync(new() { Allocations = World.Shares(10_000) }, environmentId: staging)).Error.ShouldBeNull();
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Support)]
    public async Task OnlyProductManagers_EditFlags(Role role)
    {
        var staff = await World.AddSegmentAsync("Staff");
        var access = await World.AccessAsync(role);

        Result<int>[] refused =
        [
            await World.ChangeDefaultAsync(new() { Enabled = false }, access),
            await World.Get<PutSegmentOverride>().RunAsync(new(access, World.EnvironmentId, World.FeatureId, staff, new()), Cancellation),
            await World.Get<RemoveSegmentOverride>().RunAsync(new(access, World.EnvironmentId, World.FeatureId, staff), Cancellation),
            await World.Get<ReorderOverrides>().RunAsync(new(access, World.EnvironmentId, World.FeatureId, []), Cancellation),
        ];

        refused.ShouldAllBe(result => result.Error is Error.Forbidden);
    }

    private async Task<int> OverrideAsync(string name)
    {
        var id = await World.AddSegmentAsync(name);
        (await World.PutOverrideAsync(id)).Error.ShouldBeNull();
        return id;
    }

    private Task<Result<int>> RemoveAsync(int segmentId)
        => World.Get<RemoveSegmentOverride>().RunAsync(new(World.Manager, World.EnvironmentId, World.FeatureId, segmentId), Cancellation);

    private Task<Result<int>> OrderAsync(params int[] segmentIds)
        => World.Get<ReorderOverrides>().RunAsync(new(World.Manager, World.EnvironmentId, World.FeatureId, segmentIds), Cancellation);
}
