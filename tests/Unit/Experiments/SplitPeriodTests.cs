using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Periods;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>What the history says of when which split was served.</summary>
public abstract class SplitPeriodTests(DatabaseProvider provider, Versioning versioning) : WorldTests(provider, versioning)
{
    private const int Sequences = 6;
    private const int Steps = 16;

    public sealed class InPlaceOnSqlite() : SplitPeriodTests(DatabaseProvider.Sqlite, Versioning.V1);

    public sealed class PublishedOnSqlite() : SplitPeriodTests(DatabaseProvider.Sqlite, Versioning.V2);

    public sealed class InPlaceOnPostgres() : SplitPeriodTests(DatabaseProvider.Postgres, Versioning.V1);

    public sealed class PublishedOnPostgres() : SplitPeriodTests(DatabaseProvider.Postgres, Versioning.V2);

    [Fact]
    public async Task EverySplitThatWasServed_HasItsPeriod_AndPausesAreGaps()
    {
        var began = World.Clock.Now();
        var id = await World.CreateExperimentAsync(World.Rollout(1_000, enabled: false, 5_000));
        await LaterAsync(1, () => World.StartAsync(id));
        await LaterAsync(2, () => World.ApplyAsync(id, new() { Percentage = new(2_000) }));
        await LaterAsync(3, () => World.PauseAsync(id));
        await LaterAsync(4, () => World.StartAsync(id));
        await LaterAsync(5, () => World.ApplyAsync(id, World.Rollout(2_000, enabled: true, 2_500, 2_500)));
        await LaterAsync(6, () => World.CompleteAsync(id));

        var timeline = await TimelineAsync(id);

        timeline.Periods.Select(period => (Hours(period.BeganAt), Hours(period.EndedAt!.Value), $"{period.Percentage}: {period.Split}")).ShouldBe(
        [
            (1, 2, "10 %: control 50 %, big 50 %"),
            (2, 3, "20 %: control 50 %, big 50 %"),
            (4, 5, "20 %: control 50 %, big 50 %"),
            (5, 6, "20 %: control 50 %, big 25 %, bigger 25 %"),
        ]);
        timeline.Phases.ShouldBe([new PhaseItem(1, began, "ProductManager", null, null)]);
        timeline.Marks.Select(mark => (mark.Who, mark.Revision)).ShouldBe(Enumerable.Range(1, 7).Select(number => ("ProductManager", number)));
        timeline.Periods.Select(period => timeline.Marks.Single(mark => mark.Revision == period.Revision).At)
            .ShouldBe(timeline.Periods.Select(period => period.BeganAt));

        int Hours(DateTimeOffset at) => (int)(at - began).TotalHours;
        async Task LaterAsync<T>(int hour, Func<Task<Result<T>>> act)
        {
            World.Clock.SetUtcNow(began.AddHours(hour));
            (await act()).Error.ShouldBeNull();
        }
    }

    [Fact]
    public async Task WhatChangesNothingOfTheSplit_BeginsNoPeriod()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(1_000, enabled: false, 5_000), start: true);
        World.Clock.Advance(TimeSpan.FromHours(1));
        (await World.ApplyAsync(id, new() { ControlValue = "other" })).Error.ShouldBeNull();
        (await World.Get<EditExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id) { Name = "Another name" }, Cancellation)).Error.ShouldBeNull();

        (await TimelineAsync(id)).Periods.ShouldHaveSingleItem().EndedAt.ShouldBeNull();
    }

    [Fact]
    public async Task AnOverrideThatIsSwitchedOff_IsAGap()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(1_000, enabled: false, 5_000), start: true);
        World.Clock.Advance(TimeSpan.FromHours(1));
        (await World.ApplyAsync(id, new() { Enabled = false })).Error.ShouldBeNull();
        World.Clock.Advance(TimeSpan.FromHours(1));
        (await World.ApplyAsync(id, new() { Enabled = true })).Error.ShouldBeNull();

        var periods = (await TimelineAsync(id)).Periods;

        periods.Count.ShouldBe(2);
        (periods[1].BeganAt - periods[0].EndedAt).ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task WhatLastedForNoTime_WasNever()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(1_000, enabled: false, 5_000), start: true);
        (await World.ApplyAsync(id, new() { Percentage = new(3_000) })).Error.ShouldBeNull();

        (await TimelineAsync(id)).Periods.ShouldHaveSingleItem().Percentage.ShouldBe(new BasisPoints(3_000));
    }

    [Fact]
    public async Task WhateverIsDone_ThePeriodsNeverOverlap_AndTheLastIsWhatIsServed()
    {
        foreach (var steps in s_steps.ArrayOf(Steps).Sample(Sequences))
        {
            var id = await World.CreateExperimentAsync(World.Rollout(1_000, enabled: false, 2_000));
            foreach (var step in steps)
            {
                World.Clock.Advance(TimeSpan.FromMinutes(step.Minutes));
                await StepAsync(id, step);
                await HoldsAsync(id);
            }

            _ = await World.PauseAsync(id);
            (await World.Get<DeleteExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id), Cancellation)).Error.ShouldBeNull();
        }
    }

    // No time at all lies between some of them.
    private static readonly Gen<Step> s_steps =
        from kind in Gen.Frequency(
            (5, Gen.Constant("apply")), (2, Gen.Constant("start")), (2, Gen.Constant("pause")), (1, Gen.Constant("phase")), (1, Gen.Constant("same")))
        from minutes in Gen.Choose(0, 2)
        from percentage in Gen.Choose(0, BasisPoints.Whole)
        from enabled in Gen.Elements(true, true, false)
        from share in Gen.Choose(0, BasisPoints.Whole)
        select new Step(kind, minutes, percentage, enabled, share);

    private async Task StepAsync(int id, Step step)
    {
        switch (step.Kind)
        {
            case "start":
                _ = await World.StartAsync(id);
                break;
            case "pause":
                _ = await World.PauseAsync(id);
                break;
            case "phase":
                _ = await World.NewPhaseAsync(id);
                break;
            case "same":
                (await World.ApplyAsync(id, new() { ControlValue = "classic" })).Error.ShouldBeNull();
                break;
            default:
                (await World.ApplyAsync(id, World.Rollout(step.Percentage, step.Enabled, step.Share))).Error.ShouldBeNull();
                break;
        }
    }

    private async Task HoldsAsync(int id)
    {
        var (timeline, view) = (await TimelineAsync(id), await World.ViewAsync(id));
        var periods = timeline.Periods;
        periods.ShouldAllBe(period => period.EndedAt == null || period.EndedAt > period.BeganAt);
        periods.Zip(periods.Skip(1)).ShouldAllBe(pair => pair.First.EndedAt <= pair.Second.BeganAt && pair.First.Phase <= pair.Second.Phase);

        // A pause of no time at all lies between two that are the same: its record is the one between theirs.
        periods.Zip(periods.Skip(1)).Where(pair => pair.First.Revision + 1 == pair.Second.Revision).ShouldAllBe(pair =>
            pair.First.Phase != pair.Second.Phase || pair.First.Percentage != pair.Second.Percentage || pair.First.Split != pair.Second.Split);
        timeline.Phases.Select(phase => phase.Number).ShouldBe(Enumerable.Range(1, view.Item.Phase));
        timeline.Phases.Zip(timeline.Phases.Skip(1)).ShouldAllBe(pair => pair.First.EndedAt == pair.Second.BeganAt);
        if (view.Item is { Status: ExperimentStatus.Running, Rollout.State: { Enabled: true } served })
        {
            var last = periods[^1];
            (last.EndedAt, last.Phase, last.Percentage).ShouldBe((null, view.Item.Phase, served.Percentage));
            last.Shares.ShouldBe(served.Shares);
        }
        else
        {
            periods.ShouldAllBe(period => period.EndedAt != null);
        }
    }

    private async Task<ExperimentTimeline> TimelineAsync(int id)
        => (await World.Get<TimelineReads>().FindAsync(World.Manager, World.EnvironmentId, id, Cancellation)).ShouldNotBeNull();

    private sealed record Step(string Kind, int Minutes, int Percentage, bool Enabled, int Share);
}
