using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Drafts;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Traffic;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Serving.Counts;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>What runs, what somebody should look at, and what can be begun.</summary>
public abstract class OverviewTests(DatabaseProvider provider) : WorldTests(provider)
{
    public sealed class OnSqlite() : OverviewTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : OverviewTests(DatabaseProvider.Postgres);

    [Fact]
    public async Task AHealthyExperiment_RunsAndNeedsNothing()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        World.Clock.Advance(TimeSpan.FromDays(30));
        World.Get<FlagAsks>().NoteFlag(World.EnvironmentId, World.FeatureId);

        var overview = await OverviewAsync();

        var running = overview.Running.ShouldHaveSingleItem();
        (running.Id, running.FlagName, running.Rollout.State!.Percentage.Value).ShouldBe((id, "checkout_button", 2_000));
        overview.Attention.ShouldBeEmpty();
        overview.Counts[ExperimentStatus.Running].ShouldBe(1);
        overview.Flags.ShouldBe(FlagAvailability.WithVariants);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    public async Task ARunningExperimentThatNobodyEnters_IsShown(int? percentage)
    {
        await World.CreateExperimentAsync(percentage is { } share ? World.Rollout(share, enabled: false, 5_000) : null, start: true);

        var item = (await OverviewAsync()).Attention.ShouldHaveSingleItem();

        (item.Reason, item.FlagName, item.Since).ShouldBe((AttentionReason.NobodyEnters, "checkout_button", World.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task ARunningExperimentThatNoApplicationAsksFor_IsShown_OnceItHadTheTime()
    {
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        var started = World.Clock.GetUtcNow();
        World.Clock.Advance(Attention.Grace - TimeSpan.FromSeconds(1));
        (await OverviewAsync()).Attention.ShouldBeEmpty("it has only just started");

        World.Clock.Advance(TimeSpan.FromSeconds(1));

        (await OverviewAsync()).Attention.ShouldHaveSingleItem().ShouldBe(
            new(1, "Checkout button size", "checkout_button", AttentionReason.NobodyAsks, started));
    }

    [Theory]
    [InlineData("itself")]
    [InlineData("all")]
    [InlineData("document")]
    public async Task ARunningExperimentThatApplicationsAskedFor_IsShownWhenTheyStoppedADayAgo(string how)
    {
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        var asks = World.Get<FlagAsks>();
        World.Clock.Advance(TimeSpan.FromDays(3));
        (how switch
        {
            "itself" => () => asks.NoteFlag(World.EnvironmentId, World.FeatureId),
            "all" => () => asks.NoteAll(World.EnvironmentId, EnvironmentKeyKind.Client),
            _ => (Action)(() => asks.NoteDocument(World.EnvironmentId)),
        })();
        var at = World.Clock.GetUtcNow();
        World.Clock.Advance(FlagTraffic.Quiet - TimeSpan.FromSeconds(1));
        (await OverviewAsync()).Attention.ShouldBeEmpty();

        World.Clock.Advance(TimeSpan.FromSeconds(1));

        var item = (await OverviewAsync()).Attention.ShouldHaveSingleItem();
        (item.Reason, item.LastAsked).ShouldBe((AttentionReason.NobodyAsks, how == "document" ? null : at));
    }

    [Fact]
    public async Task WhatDoesNotRun_MayGoUnasked()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));
        World.Clock.Advance(TimeSpan.FromDays(2));
        (await OverviewAsync()).Attention.ShouldBeEmpty("a draft");
        await World.StartAsync(id);
        await World.PauseAsync(id);
        World.Clock.Advance(TimeSpan.FromDays(2));

        (await OverviewAsync()).Attention.ShouldBeEmpty("a paused one");
    }

    [Fact]
    public async Task ADriftedRollout_IsShown_WhateverElseIsTrue()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        await using (var db = World.Open())
        {
            await db.Set<Segment>().Where(segment => segment.ExperimentId == id)
                .ExecuteUpdateAsync(row => row.SetProperty(segment => segment.DeletedAt, World.Clock.GetUtcNow()), Cancellation);
        }

        (await OverviewAsync()).Attention.ShouldHaveSingleItem().Reason.ShouldBe(AttentionReason.Drifted);
    }

    [Fact]
    public async Task OneThatEverybodyIsIn_IsShownAfterTwoWeeks_CountedFromTheLastTimeSomebodyWasNot()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        Later(20);
        (await World.ApplyAsync(id, new() { Percentage = BasisPoints.All })).Error.ShouldBeNull();
        var since = World.Clock.Now();
        Later(8);
        (await World.ApplyAsync(id, World.Rollout(10_000, enabled: true, 4_000))).Error.ShouldBeNull();
        Later(5);
        (await OverviewAsync()).Attention.ShouldBeEmpty();

        Later(1);

        var item = (await OverviewAsync()).Attention.ShouldHaveSingleItem();
        (item.Reason, item.Since).ShouldBe((AttentionReason.AtFull, since));
        (await World.PauseAsync(id)).Error.ShouldBeNull();
        (await World.StartAsync(id)).Error.ShouldBeNull();
        World.Get<FlagAsks>().NoteFlag(World.EnvironmentId, World.FeatureId);
        (await OverviewAsync()).Attention.ShouldHaveSingleItem("a pause of no time at all is none");
        (await World.PauseAsync(id)).Error.ShouldBeNull();
        Later(1);
        (await World.StartAsync(id)).Error.ShouldBeNull();
        (await OverviewAsync()).Attention.ShouldBeEmpty("it was paused");
    }

    [Fact]
    public async Task OneThatRunsForLongerThanPlanned_IsShown()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        (await World.Get<EditExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id) { PlannedDays = 14 }, Cancellation)).Error.ShouldBeNull();
        Later(14);
        (await OverviewAsync()).Attention.ShouldBeEmpty();
        World.Clock.Advance(TimeSpan.FromSeconds(1));

        (await OverviewAsync()).Attention.ShouldHaveSingleItem().Reason.ShouldBe(AttentionReason.LongerThanPlanned);
        (await World.Get<EditExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id) { PlannedDays = 0 }, Cancellation)).Error.ShouldBeNull();
        (await OverviewAsync()).Attention.ShouldBeEmpty();
        (await World.Get<EditExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id) { PlannedDays = -1 }, Cancellation)).Error!.Field.ShouldBe("plannedDays");
    }

    [Fact]
    public async Task OneThatEndedWithoutAConclusion_IsShownForAMonth_OrUntilSomebodySaysOrArchivesIt()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        (await World.CompleteAsync(id)).Error.ShouldBeNull();

        var item = (await OverviewAsync()).Attention.ShouldHaveSingleItem();
        (item.Reason, item.Since).ShouldBe((AttentionReason.EndedOpen, World.Clock.Now()));
        var list = await World.Get<ExperimentReads>().ListAsync(World.Manager, World.EnvironmentId, new() { NeedsAttention = true }, Cancellation);
        list.Page.Items.ShouldHaveSingleItem().Id.ShouldBe(id);
        World.Clock.Advance(Attention.OpenPatience);
        (await OverviewAsync()).Attention.ShouldBeEmpty();
        var next = await World.CreateExperimentAsync(start: true);
        (await World.CompleteAsync(next)).Error.ShouldBeNull();
        (await World.Get<ConcludeExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, next, Conclusion.Lost, null), Cancellation)).Error.ShouldBeNull();
        (await OverviewAsync()).Attention.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnExperimentPausedForAWeek_IsShown_FromThePause()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        World.Clock.Advance(TimeSpan.FromDays(20));
        await World.PauseAsync(id);
        var pausedAt = World.Clock.GetUtcNow();
        World.Clock.Advance(Attention.Patience - TimeSpan.FromMinutes(1));
        (await OverviewAsync()).Attention.ShouldBeEmpty();

        World.Clock.Advance(TimeSpan.FromMinutes(1));

        var item = (await OverviewAsync()).Attention.ShouldHaveSingleItem();
        (item.Reason, item.Since).ShouldBe((AttentionReason.PausedLong, pausedAt));
    }

    [Fact]
    public async Task AnExperimentThatWaitsForItsStartForAWeek_IsShown()
    {
        await World.CreateExperimentAsync();
        (await OverviewAsync()).Attention.ShouldBeEmpty();

        World.Clock.Advance(Attention.Patience);

        (await OverviewAsync()).Attention.ShouldHaveSingleItem().Reason.ShouldBe(AttentionReason.NotStarted);
    }

    [Fact]
    public async Task ACompletedExperiment_NeedsNothing()
    {
        await World.EndAsync(await World.CreateExperimentAsync(start: true), Ending.Restore);
        World.Clock.Advance(TimeSpan.FromDays(30));

        var overview = await OverviewAsync();

        overview.Attention.ShouldBeEmpty();
        overview.Running.ShouldBeEmpty();
        overview.Counts[ExperimentStatus.Completed].ShouldBe(1);
    }

    [Fact]
    public async Task UnfinishedWizards_AreThoseOfTheCaller_NewestFirst()
    {
        foreach (var name in (string[])["first", "second"])
        {
            (await World.Get<ExperimentDrafts>().SaveAsync(
                World.Manager, World.EnvironmentId, ExperimentDrafts.NewId(), new() { Name = name }, Cancellation)).IsOk.ShouldBeTrue();
            World.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        (await OverviewAsync()).Drafts.Select(draft => draft.Name).ShouldBe(["second", "first"]);
        var other = await World.AccessAsync(Role.Administrator);
        (await World.Get<OverviewReads>().FindAsync(other, World.EnvironmentId, Cancellation)).Drafts.ShouldBeEmpty();
        var list = World.Get<ExperimentReads>();
        (await list.ListAsync(World.Manager, World.EnvironmentId, new() { WithDrafts = true }, Cancellation)).Drafts.Count.ShouldBe(2);
        (await list.ListAsync(World.Manager, World.EnvironmentId, new(), Cancellation)).Drafts.ShouldBeEmpty();
        (await list.ListAsync(World.Manager, World.EnvironmentId, new() { WithDrafts = true, Search = "x" }, Cancellation)).Drafts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Counts_AreTheSame_WithWizardsAndWithout()
    {
        await World.EndAsync(await World.CreateExperimentAsync(start: true), Ending.Restore);
        await World.CreateExperimentAsync();
        var list = World.Get<ExperimentReads>();

        var without = await list.ListAsync(World.Manager, World.EnvironmentId, new(), Cancellation);
        var with = await list.ListAsync(World.Manager, World.EnvironmentId, new() { WithDrafts = true }, Cancellation);

        with.Counts.ShouldBe(without.Counts, ignoreOrder: true);
    }

    [Fact]
    public async Task ANewProject_HasNothingToBeginWith()
    {
        await using (var db = World.Open())
        {
            await db.Set<Variant>().ExecuteUpdateAsync(row => row.SetProperty(variant => variant.DeletedAt, World.Clock.GetUtcNow()), Cancellation);
            (await OverviewAsync()).Flags.ShouldBe(FlagAvailability.WithoutVariants);
            await db.Set<Feature>().ExecuteUpdateAsync(row => row.SetProperty(feature => feature.DeletedAt, World.Clock.GetUtcNow()), Cancellation);
        }

        (await OverviewAsync()).Flags.ShouldBe(FlagAvailability.None);
    }

    [Fact]
    public async Task AnotherProjectsLeave_ShowsNothing()
    {
        await World.CreateExperimentAsync(start: true);
        var foreign = AccessGate.ForSystem(World.ProjectId + 1);

        var overview = await World.Get<OverviewReads>().FindAsync(foreign, World.EnvironmentId, Cancellation);

        (overview.Running.Count, overview.Attention.Count, overview.Counts.Values.Sum(), overview.Flags).ShouldBe((0, 0, 0, FlagAvailability.None));
    }

    private void Later(int days)
    {
        World.Clock.Advance(TimeSpan.FromDays(days));
        World.Get<FlagAsks>().NoteFlag(World.EnvironmentId, World.FeatureId);
    }

    private Task<EnvironmentOverview> OverviewAsync() => World.Get<OverviewReads>().FindAsync(World.Manager, World.EnvironmentId, Cancellation);
}
