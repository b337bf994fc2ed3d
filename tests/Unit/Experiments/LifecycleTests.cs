using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>Status, override and default through the life of an experiment.</summary>
public abstract class LifecycleTests(DatabaseProvider provider, Versioning versioning) : WorldTests(provider, versioning)
{
    public sealed class InPlaceOnSqlite() : LifecycleTests(DatabaseProvider.Sqlite, Versioning.V1);

    public sealed class PublishedOnSqlite() : LifecycleTests(DatabaseProvider.Sqlite, Versioning.V2);

    public sealed class InPlaceOnPostgres() : LifecycleTests(DatabaseProvider.Postgres, Versioning.V1);

    public sealed class PublishedOnPostgres() : LifecycleTests(DatabaseProvider.Postgres, Versioning.V2);

    [Theory]
    [InlineData("", "start", true)]
    [InlineData("", "pause", false)]
    [InlineData("", "complete", false)]
    [InlineData("start", "start", false)]
    [InlineData("start", "pause", true)]
    [InlineData("start", "complete", true)]
    [InlineData("start pause", "start", true)]
    [InlineData("start pause", "pause", false)]
    [InlineData("start pause", "complete", true)]
    [InlineData("start complete", "start", false)]
    [InlineData("start complete", "pause", false)]
    [InlineData("start complete", "complete", false)]
    public async Task ATransition_HappensOrIsRefusedWithoutATrace(string history, string step, bool allowed)
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));
        foreach (var earlier in history.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            (await StepAsync(id, earlier)).Error.ShouldBeNull();
        }

        var before = await FingerprintAsync();

        var result = await StepAsync(id, step);

        result.IsOk.ShouldBe(allowed);
        if (!allowed)
        {
            result.Error!.Code.ShouldBe("transition_refused");
            (await FingerprintAsync()).ShouldBe(before);
        }
    }

    [Fact]
    public async Task Starting_EnablesTheOverride_AndKeepsItsSplit()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 3_000, 3_000));

        (await World.StartAsync(id)).Error.ShouldBeNull();

        var item = (await World.ViewAsync(id)).Item;
        item.Status.ShouldBe(ExperimentStatus.Running);
        item.StartedAt.ShouldBe(World.Clock.Now());
        item.StartedBy.ShouldBe("ProductManager");
        item.Rollout.State!.Enabled.ShouldBeTrue();
        item.Rollout.State.Describe().ShouldBe("20 %: big 30 %, bigger 30 %, control 40 %");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Starting_WithoutARolloutOrWithAnEnabledOne_WritesNoFlagState(bool hasRollout)
    {
        var id = await World.CreateExperimentAsync(hasRollout ? World.Rollout(2_000, enabled: true, 5_000) : null);
        var flag = await World.FlagAsync();

        (await World.StartAsync(id)).Error.ShouldBeNull();

        var after = await World.FlagAsync();
        (after.Version.Id, after.Head.Revision).ShouldBe((flag.Version.Id, flag.Head.Revision));
    }

    [Fact]
    public async Task Resuming_KeepsTheFirstStartAndTheAssignment()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        var started = World.Clock.Now();
        var flag = await World.FlagAsync();
        World.Clock.Advance(TimeSpan.FromDays(1));
        await World.PauseAsync(id);
        World.Clock.Advance(TimeSpan.FromHours(3));

        (await World.StartAsync(id)).Error.ShouldBeNull();

        (await World.ViewAsync(id)).Item.StartedAt.ShouldBe(started);
        var after = await World.FlagAsync();
        after.Overrides[0].Fingerprint().ShouldBe(flag.Overrides[0].Fingerprint());
        after.Overrides[0].Scope.Seed.ShouldBe(flag.Overrides[0].Scope.Seed);
    }

    [Fact]
    public async Task EndingWithoutShipping_GivesTheDefaultItsAllocationsBack()
    {
        await World.AllocateDefaultAsync(1_000, 2_000);
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);

        (await World.CompleteAsync(id)).Error.ShouldBeNull();

        (await World.FlagAsync()).Default.Allocations.Values.Numbers().ShouldBe([1_000, 2_000]);
        (await World.ViewAsync(id)).Item.EndedAt.ShouldBe(World.Clock.Now());
    }

    [Fact]
    public async Task ACompletedExperiment_KeepsItsSplit_AlsoOfAVariantThatWasDeletedSince()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000, 1_000), start: true);
        (await World.CompleteAsync(id)).Error.ShouldBeNull();
        var before = (await World.ViewAsync(id)).Item;
        (await World.Get<DeleteVariant>().RunAsync(new(World.Manager, World.FeatureId, World.Variants[0]), Cancellation)).Error.ShouldBeNull();
        var next = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true));

        var item = (await World.ViewAsync(id)).Item;
        item.Rollout.State!.Describe().ShouldBe(before.Rollout.State!.Describe());
        item.Arms.ShouldBe(before.Arms);
        var list = (await World.Get<ExperimentReads>().ListAsync(World.Manager, World.EnvironmentId, new(), Cancellation)).Page.Items;
        list.Single(row => row.Id == id).Rollout.State!.Describe().ShouldBe(before.Rollout.State!.Describe());
        list.Single(row => row.Id == id).Arms.ShouldBe(before.Arms);
        list.Single(row => row.Id == next).Arms.Select(arm => arm.Key).ShouldBe(["control", "bigger", "biggest"]);
    }

    [Fact]
    public async Task Deleting_GivesTheDefaultItsAllocationsBack_AndTakesSegmentAndOverrideAway()
    {
        await World.AllocateDefaultAsync(1_000, 2_000);
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));

        (await DeleteAsync(id)).Value.ShouldBeTrue();

        var flag = await World.FlagAsync();
        flag.Default.Allocations.Values.Numbers().ShouldBe([1_000, 2_000]);
        flag.Overrides.ShouldBeEmpty();
        await using var db = World.Open();
        (await db.Set<Segment>().SingleAsync(Cancellation)).DeletedAt.ShouldNotBeNull();
        (await World.Get<Core.Experiments.Reads.ExperimentReads>().FindAsync(World.Manager, World.EnvironmentId, id, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task DeletingAPausedOne_EndsItFirst()
    {
        await World.AllocateDefaultAsync(1_000, 2_000);
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true);
        (await World.PauseAsync(id)).Error.ShouldBeNull();
        World.Clock.Advance(TimeSpan.FromHours(1));

        (await DeleteAsync(id)).Value.ShouldBeTrue();

        var now = World.Clock.Now();
        await using var db = World.Open();
        var experiment = await db.Set<Experiment>().AsNoTracking().SingleAsync(Cancellation);
        (experiment.Status, experiment.EndedAt, experiment.DeletedAt).ShouldBe((ExperimentStatus.Completed, now, now));
        var records = await World.HistoryAsync(AuditKey.Experiment(id));
        records.Select(record => (record.Action, record.Number)).Take(2).ShouldBe([("deleted", experiment.Revision), ("completed", experiment.Revision - 1)]);
        records[1].Summary.ShouldBe("completed; the environment default is as it was before the experiment");
        (await db.Set<ExperimentCount>().AsNoTracking().SumAsync(count => count.Count, Cancellation)).ShouldBe(0);
        var flag = await World.FlagAsync();
        flag.Default.Allocations.Values.Numbers().ShouldBe([1_000, 2_000]);
        flag.Overrides.ShouldBeEmpty();
    }

    [Fact]
    public async Task Deleting_LeavesADefaultThatSomebodyChangedSince()
    {
        await World.AllocateDefaultAsync(1_000, 2_000);
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));
        await World.AllocateDefaultAsync(500);
        (await World.ViewAsync(id)).DefaultReturns.ShouldBeFalse();

        (await DeleteAsync(id)).Value.ShouldBeFalse();

        (await World.FlagAsync()).Default.Allocations.Values.Numbers().ShouldBe([500]);
    }

    [Fact]
    public async Task ARunningExperiment_CannotBeDeleted()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        var before = await FingerprintAsync();

        (await DeleteAsync(id)).Error!.Code.ShouldBe("running_not_deleted");

        (await FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task TheNextExperimentOnTheFlag_GetsASegmentAndASeedOfItsOwn()
    {
        var first = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        await World.CompleteAsync(first);

        var second = await World.CreateExperimentAsync(World.Rollout(3_000, enabled: false, 1_000), start: true);

        var overrides = (await World.FlagAsync()).Overrides;
        overrides.Select(state => state.Scope.SegmentId).Distinct().Count().ShouldBe(2);
        overrides.Select(state => state.Scope.Seed).Distinct().Count().ShouldBe(2);
        (await World.ViewAsync(first)).Item.Rollout.State!.Percentage.Value.ShouldBe(2_000);
        (await World.ViewAsync(second)).Item.Rollout.State!.Percentage.Value.ShouldBe(3_000);
    }

    [Fact]
    public async Task ThePlainEdit_ChangesWords_AndPointsToTheRightDoorForTheRest()
    {
        var id = await World.CreateExperimentAsync();
        var edit = World.Get<EditExperiment>();
        var command = new EditExperiment.Command(World.Manager, World.EnvironmentId, id);

        (await edit.RunAsync(command with { Name = "  New name " }, Cancellation)).Error.ShouldBeNull();
        (await World.ViewAsync(id)).Item.Name.ShouldBe("New name");
        var before = await FingerprintAsync();
        (await edit.RunAsync(command with { Name = "New name" }, Cancellation)).Error.ShouldBeNull();
        (await edit.RunAsync(command with { SendsFlag = true, SendsRollout = true, Name = " ", Hypothesis = "" }, Cancellation))
            .Errors.Select(error => error.Field).ShouldBe(["flag", "rollout", "name", "hypothesis"]);
        (await FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task TheCounts_FollowEveryChange()
    {
        var first = await World.CreateExperimentAsync(start: true);
        await World.CompleteAsync(first);
        var second = await World.CreateExperimentAsync();
        await World.StartAsync(second);
        await World.PauseAsync(second);
        await DeleteAsync(first);

        var list = await World.Get<Core.Experiments.Reads.ExperimentReads>()
            .ListAsync(World.Manager, World.EnvironmentId, new(), Cancellation);

        list.Counts.Values.ShouldBe([0, 0, 1, 0]);
        list.Page.Total.ShouldBe(1);
    }

    [Fact]
    public async Task TheEnvironmentsTime_MovesAtLeastASecondPerChange()
    {
        await using var db = World.Open();
        var before = await db.Set<ProjectEnvironment>().AsNoTracking().SingleAsync(Cancellation);

        var id = await World.CreateExperimentAsync();
        await World.StartAsync(id);

        var after = await db.Set<ProjectEnvironment>().AsNoTracking().SingleAsync(Cancellation);
        after.Revision.ShouldBe(before.Revision + 2);
        (after.UpdatedAt - before.UpdatedAt).ShouldBe(TimeSpan.FromSeconds(2));
    }

    private Task<Result<Done>> StepAsync(int id, string step) => step switch
    {
        "start" => World.StartAsync(id),
        "pause" => World.PauseAsync(id),
        "complete" => World.CompleteAsync(id),
        _ => throw new ArgumentException(step, nameof(step)),
    };

    private Task<Result<bool>> DeleteAsync(int id)
        => World.Get<DeleteExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id), Cancellation);

    private async Task<string> FingerprintAsync()
    {
        await using var db = World.Open();
        return await DatabaseFingerprint.TakeAsync(db, Cancellation);
    }
}
