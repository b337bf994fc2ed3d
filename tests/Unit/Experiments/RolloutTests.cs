using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.Versions;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Access;
using ExperimentAdmin.Unit.Flags;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>Segment, override and default stay in step, in environments of both kinds, on both databases.</summary>
public abstract class RolloutTests(DatabaseProvider provider, Versioning versioning) : WorldTests(provider, versioning)
{
    public sealed class InPlaceOnSqlite() : RolloutTests(DatabaseProvider.Sqlite, Versioning.V1);

    public sealed class PublishedOnSqlite() : RolloutTests(DatabaseProvider.Sqlite, Versioning.V2);

    public sealed class InPlaceOnPostgres() : RolloutTests(DatabaseProvider.Postgres, Versioning.V1);

    public sealed class PublishedOnPostgres() : RolloutTests(DatabaseProvider.Postgres, Versioning.V2);

    [Fact]
    public async Task TheFirstRollout_MakesSegmentAndOverride_AndZeroesTheDefault()
    {
        await World.AllocateDefaultAsync(1_000, 2_000, 7_000);
        var id = await World.CreateExperimentAsync();

        var applied = await World.ApplyAsync(id, World.Rollout(4_200, enabled: true, 6_000, 4_000));

        applied.Error.ShouldBeNull();
        var segment = await SegmentAsync();
        segment.Name.ShouldBe($"experiment-{id}-rollout");
        segment.Rules.ShouldBe(
            """[{"type":"ALL","conditions":[{"property":"$.identity.key","operator":"PERCENTAGE_SPLIT","value":"42"}],"rules":[]}]""");
        segment.FeatureId.ShouldBe(World.FeatureId);
        var flag = await World.FlagAsync();
        flag.Default.Allocations.ShouldBeEmpty();
        flag.Default.Value.ShouldBe("classic");
        flag.Default.Enabled.ShouldBeTrue();
        var state = flag.Overrides.ShouldHaveSingleItem();
        (state.Enabled, state.Value, state.Rank).ShouldBe((true, "classic", OverrideRank.Rollout));
        state.Allocations.ShouldBe(new Dictionary<int, BasisPoints> { [World.Variants[0]] = new(6_000), [World.Variants[1]] = new(4_000) });
        var view = await World.ViewAsync(id);
        view.Item.Rollout.State.ShouldNotBeNull().IsSameAs(applied.Value).ShouldBeTrue();
        view.DefaultBefore!.Select(part => part.Share.Value).ShouldBe([1_000, 2_000, 7_000]);
        view.DefaultReturns.ShouldBeTrue();
    }

    [Fact]
    public async Task ALaterRollout_KeepsAManualEditOfTheDefault()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000));
        await World.AllocateDefaultAsync(2_500);

        (await World.ApplyAsync(id, World.Rollout(8_000, enabled: true, 3_000, 3_000))).Error.ShouldBeNull();

        var flag = await World.FlagAsync();
        flag.Default.Of(World.Variants[0]).Value.ShouldBe(2_500);
        var rollout = (await World.ViewAsync(id)).Item.Rollout.State.ShouldNotBeNull();
        rollout.Percentage.Value.ShouldBe(8_000);
        rollout.Describe().ShouldBe("80 %: big 30 %, bigger 30 %, control 40 %");
    }

    [Fact]
    public async Task AllocationsReplace_AndAnAbsentListKeeps()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 3_000, 3_000));

        (await World.ApplyAsync(id, new() { Percentage = new BasisPoints(2_500) })).Value.Shares.Count.ShouldBe(2);
        (await World.ApplyAsync(id, new() { Allocations = [new(World.Variants[2], new BasisPoints(100))] })).Value
            .Shares.ShouldHaveSingleItem().Key.ShouldBe("biggest");
        (await World.ApplyAsync(id, new() { Allocations = [] })).Value.ControlShare.Value.ShouldBe(BasisPoints.Whole);
    }

    [Fact]
    public async Task APercentageAlone_MakesNoVersion_ButIsARecordedRevision()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000));
        var (before, versions) = (await World.ViewAsync(id), await VersionsAsync());

        (await World.ApplyAsync(id, new() { Percentage = new BasisPoints(1_500) })).Error.ShouldBeNull();

        (await VersionsAsync()).ShouldBe(versions);
        (await World.ViewAsync(id)).Item.Revision.ShouldBe(before.Item.Revision + 1);
        await using var db = World.Open();
        var record = await db.Set<AuditRecord>().OrderByDescending(record => record.Id).FirstAsync(Cancellation);
        record.Summary.ShouldBe("rollout 20 % to 15 %");
        record.AlsoKey.ShouldBeNull();
        record.Before.ShouldNotBeNull().ShouldContain("\"percentage\":2000");
        record.After.ShouldNotBeNull().ShouldContain("\"percentage\":1500");
    }

    [Fact]
    public async Task ASaveThatChangesNothing_WritesNothing()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000));
        var before = await FingerprintAsync();

        (await World.ApplyAsync(id, World.Rollout(2_000, enabled: true, 5_000))).Error.ShouldBeNull();

        (await FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task CreatingWithARollout_MakesOneVersionForDefaultAndOverride()
    {
        await World.AllocateDefaultAsync(5_000);
        var versions = await VersionsAsync();

        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000));

        (await VersionsAsync()).ShouldBe(Versioning is Versioning.V1 ? 1 : versions + 1);
    }

    [Fact]
    public async Task SeedAndSegment_StayTheSame_WhateverIsEdited()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000));
        var (segment, seed) = ((await SegmentAsync()).Id, (await World.FlagAsync()).Overrides[0].Scope.Seed);

        await World.ApplyAsync(id, World.Rollout(3_000, enabled: false, 1_000, 1_000));
        await World.StartAsync(id);
        await World.PauseAsync(id);
        await World.ApplyAsync(id, World.Rollout(0, enabled: true));

        (await SegmentAsync()).Id.ShouldBe(segment);
        (await World.FlagAsync()).Overrides[0].Scope.Seed.ShouldBe(seed);
        seed.ShouldBeGreaterThanOrEqualTo(1_000_000_000);
    }

    [Fact]
    public async Task EveryBrokenRule_IsRefusedAtOnce_BeforeAnythingIsWritten()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000));
        var before = await FingerprintAsync();

        var refused = await World.ApplyAsync(id, new()
        {
            Percentage = new BasisPoints(9_000),
            Allocations =
            [
                new(World.Variants[0], new BasisPoints(6_000)),
                new(World.Variants[0], new BasisPoints(6_000)),
                new(999_999, new BasisPoints(0)),
            ],
        });

        refused.Errors.Select(error => error.Code).ShouldBe(
            ["rollout_duplicate_variants", "rollout_foreign_variants", "rollout_split_too_large"]);
        refused.Errors.ShouldAllBe(error => error.Field == "allocations");
        refused.Errors[2].Message.ShouldBe("The split adds up to 120 %. Lower one arm by 20 %, or press Split evenly.");
        (await FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task ACompletedExperiment_KeepsItsRollout()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true);
        await World.CompleteAsync(id);

        (await World.ApplyAsync(id, World.Rollout(3_000, enabled: true, 5_000))).Error!.Code.ShouldBe("experiment_completed");

        (await World.ViewAsync(id)).Item.Rollout.State!.Percentage.Value.ShouldBe(2_000);
    }

    [Theory]
    [InlineData(RolloutPart.Segment)]
    [InlineData(RolloutPart.Condition)]
    [InlineData(RolloutPart.Override)]
    public async Task APartRemovedByOtherMeans_ReadsAsDrift_AndComesBackWithARepair(RolloutPart part)
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true);
        var before = (await World.ViewAsync(id)).Item.Rollout.State!;
        var (segment, seed) = ((await SegmentAsync()).Id, (await World.FlagAsync()).Overrides[0].Scope.Seed);
        await BreakAsync(part);

        (await World.ViewAsync(id)).Item.Rollout.Missing.ShouldBe([part]);
        (await World.ApplyAsync(id, World.Rollout(3_000, enabled: true, 5_000))).Error!.Code.ShouldBe("rollout_drifted");
        var repaired = await World.Get<Core.Experiments.Rollout.UseCases.RepairRollout>()
            .RunAsync(new(World.Manager, World.EnvironmentId, id), Cancellation);

        repaired.Error.ShouldBeNull();
        (await World.ViewAsync(id)).Item.Rollout.State!.IsSameAs(before).ShouldBeTrue();
        (await SegmentAsync()).Id.ShouldBe(segment);
        (await World.FlagAsync()).Overrides[0].Scope.Seed.ShouldBe(seed);
    }

    [Fact]
    public async Task ARepair_ReadsTheNewestRecordThatHasARollout_AndNoOther()
    {
        const string Text = """A text like "rollout":{"enabled":true}.""";
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true);
        (await World.ApplyAsync(id, new() { Percentage = new(3_000) })).Error.ShouldBeNull();
        await BreakAsync(RolloutPart.Override);
        (await World.Get<Core.Experiments.Lifecycle.EditExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id) { Hypothesis = Text }, Cancellation))
            .Error.ShouldBeNull();
        var counted = new CountedCommands();
        await using var process = World.AnotherProcess(new MadeContexts(() => Database.CreateDbContext(counted)));

        var repaired = await process.GetRequiredService<Core.Experiments.Rollout.UseCases.RepairRollout>()
            .RunAsync(new(World.Manager, World.EnvironmentId, id), Cancellation);

        repaired.Value.Percentage.Value.ShouldBe(3_000);
        counted.Commands.Where(command => command.Contains("audit_records", StringComparison.Ordinal) && command.StartsWith("SELECT", StringComparison.Ordinal))
            .ShouldHaveSingleItem().ShouldContain("LIMIT");
    }

    [Fact]
    public async Task AReason_IsATextOfBoundedLength()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000));

        (await ReasonAsync(new string('x', 501))).ShouldBe("reason_too_long");
        (await ReasonAsync("a\0b")).ShouldBe("text_has_nul");
        (await ReasonAsync(" ")).ShouldBeNull();

        async Task<string?> ReasonAsync(string reason) => (await World.Get<Core.Experiments.Rollout.UseCases.ApplyRollout>().RunAsync(
            new(World.Manager, World.EnvironmentId, id, World.Rollout(3_000, enabled: true, 5_000), Reason: reason), Cancellation)).Error?.Code;
    }

    [Fact]
    public async Task ACompletedExperiment_IsNotRepaired()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true);
        (await World.CompleteAsync(id)).Error.ShouldBeNull();
        await BreakAsync(RolloutPart.Override);
        var before = await World.FingerprintAsync();

        (await World.Get<Core.Experiments.Rollout.UseCases.RepairRollout>().RunAsync(new(World.Manager, World.EnvironmentId, id), Cancellation))
            .Error!.Code.ShouldBe((await World.ApplyAsync(id, World.Rollout(3_000, enabled: true, 5_000))).Error!.Code);

        (await World.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task AnExactSumOfDecimals_IsAHundredPercent()
    {
        var id = await World.CreateExperimentAsync();
        var shares = new[] { "79.9", "14,7", "5.4" }.Select(text => BasisPoints.Parse(text, "share").Value.Value).ToArray();

        (await World.ApplyAsync(id, World.Rollout(10_000, enabled: true, shares))).Value.ControlShare.Value.ShouldBe(0);
    }

    private async Task BreakAsync(RolloutPart part)
    {
        if (part is RolloutPart.Override)
        {
            await World.WriteFlagAsync(flag => flag.Overrides.Clear());
            return;
        }

        await using var db = World.Open();
        var segment = await db.Set<Segment>().SingleAsync(Cancellation);
        if (part is RolloutPart.Segment)
        {
            segment.DeletedAt = World.Clock.Now();
        }
        else
        {
            segment.Rules = "[]";
        }

        await db.SaveChangesAsync(Cancellation);
    }

    private async Task<Segment> SegmentAsync()
    {
        await using var db = World.Open();
        return await db.Set<Segment>().SingleAsync(Cancellation);
    }

    private async Task<int> VersionsAsync()
    {
        await using var db = World.Open();
        return await db.Set<FlagVersion>().CountAsync(Cancellation);
    }

    private async Task<string> FingerprintAsync()
    {
        await using var db = World.Open();
        return await DatabaseFingerprint.TakeAsync(db, Cancellation);
    }
}
