using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>Whatever people do in whatever order, what must always hold holds after every step.</summary>
public abstract class RolloutPropertyTests(Versioning versioning) : WorldTests(DatabaseProvider.Sqlite, versioning)
{
    private const int Sequences = 8;
    private const int Steps = 14;

    public sealed class InPlace() : RolloutPropertyTests(Versioning.V1);

    public sealed class Published() : RolloutPropertyTests(Versioning.V2);

    [Fact]
    public async Task AnySequenceOfValidAndInvalidEdits_KeepsThePartsInStep()
    {
        foreach (var steps in s_steps.ArrayOf(Steps).Sample(Sequences))
        {
            await World.WriteFlagAsync(flag => flag.Default.Allocate([KeyValuePair.Create(World.Variants[0], new BasisPoints(1_000))]));
            var id = await World.CreateExperimentAsync(World.Rollout(1_000, enabled: false, 2_000));
            var (segmentId, seed) = await LineageAsync(id);
            var defaultNow = "";
            foreach (var step in steps)
            {
                var before = await World.ViewAsync(id);
                defaultNow = await StepAsync(id, step, defaultNow);
                await HoldsAsync(id, before.Item, segmentId, seed, defaultNow);
            }

            await EndAsync(id);
        }
    }

    // Percentages and shares that may be too large together, foreign variants, and the default edited in between.
    private static readonly Gen<Step> s_steps =
        from kind in Gen.Frequency((6, Gen.Constant("apply")), (1, Gen.Constant("default")), (1, Gen.Constant("start")), (1, Gen.Constant("pause")))
        from percentage in Gen.Choose(0, BasisPoints.Whole)
        from shares in Gen.Choose(0, 6_000).ArrayOf(3)
        from enabled in Gen.Elements(true, false)
        from foreign in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Step(kind, percentage, shares, enabled, foreign);

    private async Task<string> StepAsync(int id, Step step, string defaultNow)
    {
        switch (step.Kind)
        {
            case "start":
                _ = await World.StartAsync(id);
                break;
            case "pause":
                _ = await World.PauseAsync(id);
                break;
            case "default":
                await World.AllocateDefaultAsync(step.Shares[0]);
                return step.Shares[0] == 0 ? "" : $"{World.Variants[0]}={step.Shares[0]}";
            default:
                var wanted = World.Rollout(step.Percentage, step.Enabled, step.Shares);
                var result = await World.ApplyAsync(id, step.Foreign
                    ? wanted with { Allocations = [new(987_654, new BasisPoints(0))] }
                    : wanted);
                result.IsOk.ShouldBe(!step.Foreign && step.Shares.Sum() <= BasisPoints.Whole);
                break;
        }

        return defaultNow;
    }

    private async Task HoldsAsync(int id, Core.Experiments.Reads.ExperimentItem before, int segmentId, int seed, string defaultNow)
    {
        var view = await World.ViewAsync(id);
        var state = view.Item.Rollout.State.ShouldNotBeNull();
        state.Shares.Sum(part => part.Share.Value).ShouldBeLessThanOrEqualTo(BasisPoints.Whole);
        (view.Item.Revision - before.Revision).ShouldBeInRange(0, 1);
        if (view.Item.Revision == before.Revision)
        {
            state.IsSameAs(before.Rollout.State!).ShouldBeTrue();
        }

        (await LineageAsync(id)).ShouldBe((segmentId, seed));
        string.Join(' ', (await World.FlagAsync()).Default.Allocations.Select(share => $"{share.Key}={share.Value.Value}")).ShouldBe(defaultNow);
    }

    private async Task<(int SegmentId, int Seed)> LineageAsync(int id)
    {
        await using var db = World.Open();
        var segment = await db.Set<Segment>().SingleAsync(segment => segment.ExperimentId == id && segment.DeletedAt == null, Cancellation);
        var state = (await World.FlagAsync()).OverrideOf(segment.Id).ShouldNotBeNull();
        return (segment.Id, state.Scope.Seed);
    }

    private async Task EndAsync(int id)
    {
        _ = await World.PauseAsync(id);
        (await World.Get<DeleteExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id), Cancellation)).Error.ShouldBeNull();
    }

    private sealed record Step(string Kind, int Percentage, int[] Shares, bool Enabled, bool Foreign);
}
