using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Evaluation.Forecast;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Periods;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>Ends of experiments, what is said of them, and the way back.</summary>
public abstract class EndingTests(DatabaseProvider provider, Versioning versioning) : WorldTests(provider, versioning)
{
    public sealed class InPlaceOnSqlite() : EndingTests(DatabaseProvider.Sqlite, Versioning.V1);

    public sealed class PublishedOnPostgres() : EndingTests(DatabaseProvider.Postgres, Versioning.V2);

    [Fact]
    public async Task ShippingAVariant_GivesEverybodyIt_EvenWhereTheFlagWasOff()
    {
        var id = await RunningAsync();
        await World.WriteFlagAsync(flag => flag.Default.Enabled = false);

        (await World.EndAsync(id, Ending.Ship(World.Variants[1]))).Error.ShouldBeNull();

        var served = (await World.FlagAsync()).Default;
        (served.Enabled, served.Value).ShouldBe((true, "classic"));
        served.Allocations.ShouldBe([KeyValuePair.Create(World.Variants[1], new BasisPoints(10_000))]);
        var item = (await World.ViewAsync(id)).Item;
        (item.Status, item.EndedAt, item.IsServed).ShouldBe((ExperimentStatus.Completed, World.Clock.Now(), false));
        item.Outcome.ShouldBe(new ExperimentOutcome(
            EndingKind.Variant, World.Variants[1], "bigger", Conclusion.Won, "What we learned.", "ProductManager", ExperimentStatus.Running));
        var record = (await World.HistoryAsync(AuditKey.Experiment(id)))[0];
        (record.Action, record.Summary).ShouldBe(("completed", "completed, won; bigger shipped to everybody"));
    }

    [Fact]
    public async Task ShippingControl_GivesEverybodyTheControlOfTheExperiment()
    {
        await World.AllocateDefaultAsync(1_000, 2_000);
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000) with { ControlValue = "calm" }, start: true);

        (await World.EndAsync(id, Ending.Control, Conclusion.Lost)).Error.ShouldBeNull();

        var served = (await World.FlagAsync()).Default;
        (served.Enabled, served.Value, served.Allocated).ShouldBe((true, "calm", 0));
    }

    [Fact]
    public async Task Restoring_GivesBackWhatWasTaken_UnlessSomebodyChangedItSince()
    {
        await World.AllocateDefaultAsync(1_000, 2_000);
        var id = await RunningAsync();
        (await World.EndAsync(id, Ending.Restore, Conclusion.Inconclusive)).Error.ShouldBeNull();
        (await World.FlagAsync()).Default.Allocations.Values.Numbers().ShouldBe([1_000, 2_000]);

        var next = await RunningAsync();
        await World.AllocateDefaultAsync(300);
        (await World.EndAsync(next, Ending.Restore, Conclusion.Inconclusive)).Error.ShouldBeNull();
        (await World.FlagAsync()).Default.Allocations.Values.Numbers().ShouldBe([300]);
    }

    [Theory]
    [InlineData(EndingKind.Variant, false)]
    [InlineData(EndingKind.Control, false)]
    [InlineData(EndingKind.Restore, false)]
    [InlineData(EndingKind.Variant, true)]
    [InlineData(EndingKind.Control, true)]
    [InlineData(EndingKind.Restore, true)]
    public async Task TheForecast_SaysWhatIsServedThen(EndingKind kind, bool paused)
    {
        await World.AllocateDefaultAsync(1_000, 2_000);
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000) with { ControlValue = "calm" }, start: true);
        if (paused)
        {
            (await World.PauseAsync(id)).Error.ShouldBeNull();
        }

        var ending = kind is EndingKind.Variant ? Ending.Ship(World.Variants[0]) : new Ending(kind);
        var forecast = EndForecast.Of(await World.ViewAsync(id), ending);

        (await World.EndAsync(id, ending)).Error.ShouldBeNull();

        (await World.ViewAsync(id)).Default.IsSameAs(forecast.After).ShouldBeTrue(forecast.After.Describe());
        forecast.Flows.Sum(flow => flow.Count).ShouldBe(AssignmentChange.Everyone);
    }

    [Fact]
    public async Task HowManyChange_IsCounted()
    {
        var id = await RunningAsync(); // 20 % enter, half of them get big; everybody else gets control.
        var view = await World.ViewAsync(id);

        Changed(Ending.Ship(World.Variants[0])).ShouldBe(0.9, 0.001);
        Changed(Ending.Ship(World.Variants[1])).ShouldBe(1);
        Changed(Ending.Control).ShouldBe(0.1, 0.001);
        Changed(Ending.Restore).ShouldBe(0.1, 0.001);

        double Changed(Ending ending) => (double)EndForecast.Of(view, ending).Changed / AssignmentChange.Everyone;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task UndoingAnEnd_BringsBackStatusFlagAndPhase_AsIfItHadNotBeen(bool paused)
    {
        await World.AllocateDefaultAsync(1_000, 2_000);
        var first = await World.AddSegmentOverrideAsync("Staff", state => state.Value = "staff");
        var second = await World.AddSegmentOverrideAsync("Beta", state => state.Value = "beta");
        var third = await World.AddSegmentOverrideAsync("Partners", state => state.Value = "partners");
        var id = await RunningAsync();
        if (paused)
        {
            (await World.PauseAsync(id)).Error.ShouldBeNull();
        }

        var (before, flag) = (await World.ViewAsync(id), await World.FlagAsync());
        World.Clock.Advance(TimeSpan.FromHours(1));
        (await World.EndAsync(id, Ending.Ship(World.Variants[0]), Conclusion.Won, second, first)).Error.ShouldBeNull();
        (await World.FlagAsync()).HandMade.Select(state => state.Scope.SegmentId).ShouldBe([third]);
        (await World.ViewAsync(id)).UndoRefusal.ShouldBeNull();
        World.Clock.Advance(TimeSpan.FromHours(1));

        (await World.UndoEndAsync(id)).Value.ShouldBe(before.Item.Status);

        var (after, now) = (await World.ViewAsync(id), await World.FlagAsync());
        (after.Item.Status, after.Item.Phase, after.Item.EndedAt, after.Item.Outcome, after.PausedAt)
            .ShouldBe((before.Item.Status, before.Item.Phase, null, null, before.PausedAt));
        now.Overrides.Select(state => (state.Scope.SegmentId, state.Scope.Seed, state.Fingerprint()))
            .ShouldBe(flag.Overrides.Select(state => (state.Scope.SegmentId, state.Scope.Seed, state.Fingerprint())));
        now.Default.Fingerprint().ShouldBe(flag.Default.Fingerprint());
        after.DefaultReturns.ShouldBeTrue(); // And a later end restores what was before the experiment.
        (await World.EndAsync(id, Ending.Restore)).Error.ShouldBeNull();
        (await World.FlagAsync()).Default.Allocations.Values.Numbers().ShouldBe([1_000, 2_000]);
        await CountsAreRightAsync();
    }

    [Fact]
    public async Task WhileItWasEnded_NoPeriodWasServed_AndItGoesOnInTheSamePhase()
    {
        var id = await RunningAsync();
        World.Clock.Advance(TimeSpan.FromHours(1));
        (await World.EndAsync(id, Ending.Control)).Error.ShouldBeNull();
        var ended = World.Clock.Now();
        World.Clock.Advance(TimeSpan.FromHours(1));
        (await World.UndoEndAsync(id)).Error.ShouldBeNull();

        var timeline = (await World.Get<TimelineReads>().FindAsync(World.Manager, World.EnvironmentId, id, Cancellation)).ShouldNotBeNull();

        timeline.Periods.Select(period => (period.Phase, period.EndedAt)).ShouldBe([(1, ended), (1, null)]);
        timeline.Periods[1].BeganAt.ShouldBe(World.Clock.Now());
        timeline.Marks[^1].Summary.ShouldBe("end undone: running again at 20 %: big 50 %, control 50 %");
    }

    [Fact]
    public async Task OnceSomebodyChangedTheFlag_ItIsRefused_WithWhoAndWhat()
    {
        var id = await EndedAsync();
        (await World.Get<ChangeDefault>().RunAsync(
            new(World.Manager, World.EnvironmentId, World.FeatureId, new StateChange { Enabled = false }), Cancellation)).Error.ShouldBeNull();

        var refusal = (await World.UndoEndAsync(id)).Error.ShouldNotBeNull();

        refusal.Code.ShouldBe("end_not_undoable");
        refusal.Message.ShouldStartWith("ProductManager changed checkout_button since (");
        refusal.Message.ShouldContain("disabled");
        (await World.ViewAsync(id)).UndoRefusal.ShouldBe(refusal);
        (await World.ViewAsync(id)).Item.Status.ShouldBe(ExperimentStatus.Completed);
    }

    [Fact]
    public async Task OnceAnotherExperimentTookTheFlag_ItIsRefused_WithItsName()
    {
        var id = await EndedAsync();
        _ = await World.CreateExperimentAsync(name: "The next one");

        (await World.UndoEndAsync(id)).Error!.Message
            .ShouldBe("checkout_button has the experiment The next one now (draft), so the end can no longer be undone.");
    }

    [Fact]
    public async Task OnceAVariantWasChanged_ItIsRefused()
    {
        var id = await EndedAsync();
        (await World.Get<EditVariant>().RunAsync(new(World.Manager, World.FeatureId, World.Variants[2], "huge"), Cancellation)).Error.ShouldBeNull();

        (await World.UndoEndAsync(id)).Error!.Code.ShouldBe("end_not_undoable");
    }

    [Fact]
    public async Task OnceASegmentOfARemovedOverrideWentAway_ItIsRefused()
    {
        var segment = await World.AddSegmentOverrideAsync("Staff", state => state.Value = "staff");
        var id = await RunningAsync();
        (await World.EndAsync(id, Ending.Control, Conclusion.Lost, segment, segment)).Error.ShouldBeNull();
        (await World.HistoryAsync(AuditKey.Experiment(id)))[0].Summary.ShouldBe("completed, lost; control shipped to everybody; 1 override removed");
        (await World.Get<DeleteSegment>().RunAsync(new(World.Manager, segment), Cancellation)).Error.ShouldBeNull();

        (await World.UndoEndAsync(id)).Error!.Message.ShouldContain("was deleted since");
    }

    [Fact]
    public async Task WhatIsLeftOpen_IsAskedFor_AndNothingIsWritten()
    {
        var id = await RunningAsync();
        var before = await FingerprintAsync();

        (await World.EndAsync(id, null, null)).Errors.Select(error => error.Field).ShouldBe(["ending", "conclusion"]);
        (await World.EndAsync(id, Ending.Ship(999_999))).Error!.Code.ShouldBe("ending_foreign_variant");
        (await World.EndAsync(id, Ending.Restore, Conclusion.Won, 999_999)).Error!.Code.ShouldBe("ending_no_such_override");
        (await World.Get<EndExperiment>().RunAsync(
            new(World.Manager, World.EnvironmentId, id, Ending.Restore, Conclusion.Won) { Note = new string('x', EndingRules.LongestNote + 1) },
            Cancellation)).Error!.Code.ShouldBe("note_too_long");

        (await FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task AnArchivedVariant_IsNotShipped()
    {
        (await World.Get<ArchiveVariant>().RunAsync(new(World.Manager, World.FeatureId, World.Variants[2]), Cancellation)).Error.ShouldBeNull();
        var id = await RunningAsync();

        (await World.EndAsync(id, Ending.Ship(World.Variants[2]))).Error!.Code.ShouldBe("ending_archived_variant");
    }

    [Fact]
    public async Task AConclusion_CanBeCorrected_WithARecord()
    {
        var id = await RunningAsync();
        (await World.CompleteAsync(id)).Error.ShouldBeNull();
        (await World.ViewAsync(id)).Item.Outcome!.Conclusion.ShouldBeNull();

        (await ConcludeAsync(id, null, "Later.")).Error!.Code.ShouldBe("conclusion_missing");
        (await ConcludeAsync(id, Conclusion.Won, null)).Error.ShouldBeNull();
        (await ConcludeAsync(id, Conclusion.Lost, " It was the holidays. ")).Error.ShouldBeNull();

        var outcome = (await World.ViewAsync(id)).Item.Outcome!;
        (outcome.Conclusion, outcome.Note).ShouldBe((Conclusion.Lost, "It was the holidays."));
        var records = await World.HistoryAsync(AuditKey.Experiment(id));
        records.Take(2).Select(record => record.Summary).ShouldBe(["conclusion won to lost; note changed", "conclusion won"]);
        (await ConcludeAsync(id, Conclusion.Lost, "It was the holidays.")).Error.ShouldBeNull();
        (await World.HistoryAsync(AuditKey.Experiment(id))).Count.ShouldBe(records.Count);
    }

    [Fact]
    public async Task OnlyACompletedExperiment_HasAConclusion()
        => (await ConcludeAsync(await RunningAsync(), Conclusion.Won, null)).Error!.Code.ShouldBe("transition_refused");

    [Fact]
    public async Task AnArchivedExperiment_LeavesTheList_AndStaysAmongTheFinishedOnes()
    {
        var id = await EndedAsync();
        (await ArchiveAsync(id, archived: true)).Error.ShouldBeNull();

        (await ListedAsync()).ShouldBeEmpty();
        (await FinishedAsync(new())).ShouldBe([id]);
        (await FinishedAsync(new() { Archived = true })).ShouldBe([id]);
        (await FinishedAsync(new() { Archived = false })).ShouldBeEmpty();
        (await World.UndoEndAsync(id)).Error!.Code.ShouldBe("experiment_archived");
        (await ArchiveAsync(id, archived: true)).Error!.Code.ShouldBe("experiment_archived");
        await CountsAreRightAsync();

        (await ArchiveAsync(id, archived: false)).Error.ShouldBeNull();
        (await ListedAsync()).ShouldBe([id]);
        (await World.UndoEndAsync(id)).Error.ShouldBeNull();
        await CountsAreRightAsync();
    }

    [Fact]
    public async Task AnArchivedExperiment_IsDeletedWithoutACount()
    {
        var id = await EndedAsync();
        (await ArchiveAsync(id, archived: true)).Error.ShouldBeNull();

        (await World.Get<DeleteExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id), Cancellation)).Error.ShouldBeNull();

        await CountsAreRightAsync();
        (await FinishedAsync(new())).ShouldBeEmpty();
    }

    [Fact]
    public async Task FinishedExperiments_AreFoundByConclusionAndByNote_LastFirst()
    {
        var ids = new List<int>();
        foreach (var (conclusion, name) in new (Conclusion?, string)[] { (Conclusion.Won, "One"), (Conclusion.Lost, "Two"), (null, "Three") })
        {
            var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true, name);
            (conclusion is null ? await World.CompleteAsync(id) : await World.EndAsync(id, Ending.Control, conclusion)).Error.ShouldBeNull();
            World.Clock.Advance(TimeSpan.FromDays(1));
            ids.Add(id);
        }

        (await FinishedAsync(new())).ShouldBe([ids[2], ids[1], ids[0]]);
        (await FinishedAsync(new() { Descending = false })).ShouldBe(ids);
        (await FinishedAsync(new() { Conclusion = Conclusion.Lost })).ShouldBe([ids[1]]);
        (await FinishedAsync(new() { WithoutConclusion = true })).ShouldBe([ids[2]]);
        (await FinishedAsync(new() { Search = "LEARNED one" })).ShouldBe([ids[0]]);
        (await FinishedAsync(new() { Page = 2, Size = 2 })).ShouldBe([ids[0]]);
        var list = await World.Get<FinishedReads>().ListAsync(World.Manager, World.EnvironmentId, new() { Conclusion = Conclusion.Won }, Cancellation);
        (list.Page.Total, list.Open, list.Counts[Conclusion.Won], list.Counts[Conclusion.Stopped]).ShouldBe((1, 1, 1, 0));
    }

    [Fact]
    public async Task AnExperimentWithoutARollout_EndsToo_AndCanGoOn()
    {
        var id = await World.CreateExperimentAsync(start: true);
        (await World.EndAsync(id, Ending.Ship(World.Variants[0]))).Error.ShouldBeNull();
        (await World.UndoEndAsync(id)).Error.ShouldBeNull();

        (await World.FlagAsync()).Default.Allocated.ShouldBe(0);
        (await World.ViewAsync(id)).Item.Status.ShouldBe(ExperimentStatus.Running);
    }

    [Fact]
    public async Task ADriftedExperiment_CanEnd()
    {
        var id = await RunningAsync();
        await World.WriteFlagAsync(flag => flag.Overrides.Clear());

        (await World.EndAsync(id, Ending.Control)).Error.ShouldBeNull();

        (await World.ViewAsync(id)).Item.Status.ShouldBe(ExperimentStatus.Completed);
    }

    private Task<int> RunningAsync() => World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);

    private async Task<int> EndedAsync()
    {
        var id = await RunningAsync();
        (await World.EndAsync(id, Ending.Ship(World.Variants[0]))).Error.ShouldBeNull();
        return id;
    }

    private Task<Result<int>> ConcludeAsync(int id, Conclusion? conclusion, string? note)
        => World.Get<ConcludeExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id, conclusion, note), Cancellation);

    private Task<Result<Done>> ArchiveAsync(int id, bool archived)
        => World.Get<ArchiveExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id, archived), Cancellation);

    private async Task<IEnumerable<int>> ListedAsync()
        => (await World.Get<ExperimentReads>().ListAsync(World.Manager, World.EnvironmentId, new(), Cancellation)).Page.Items.Select(item => item.Id);

    private async Task<IEnumerable<int>> FinishedAsync(FinishedQuery query)
        => (await World.Get<FinishedReads>().ListAsync(World.Manager, World.EnvironmentId, query, Cancellation)).Page.Items.Select(item => item.Id);

    private async Task CountsAreRightAsync()
    {
        await using var db = World.Open();
        var kept = await db.Set<ExperimentCount>().AsNoTracking().Where(count => count.Count != 0).ToDictionaryAsync(count => count.Status, count => count.Count, Cancellation);
        var there = await db.Set<Experiment>().Where(experiment => experiment.DeletedAt == null && experiment.ArchivedAt == null)
            .GroupBy(experiment => experiment.Status).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, Cancellation);
        kept.OrderBy(entry => entry.Key).ShouldBe(there.OrderBy(entry => entry.Key));
    }

    private async Task<string> FingerprintAsync()
    {
        await using var db = World.Open();
        return await DatabaseFingerprint.TakeAsync(db, Cancellation);
    }
}
