using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Emergency;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>The emergency: everything stops at once, and just that goes on.</summary>
public abstract class StopAllTests(DatabaseProvider provider, Versioning versioning) : WorldTests(provider, versioning)
{
    public sealed class InPlaceOnSqlite() : StopAllTests(DatabaseProvider.Sqlite, Versioning.V1);

    public sealed class PublishedOnPostgres() : StopAllTests(DatabaseProvider.Postgres, Versioning.V2);

    [Fact]
    public async Task EverythingThatRuns_IsPausedWithARecord_AndJustThatGoesOn()
    {
        var (one, two, paused, draft) = (await AddAsync("one"), await AddAsync("two"), await AddAsync("three"), await AddAsync("four", start: false));
        (await World.PauseAsync(paused)).Error.ShouldBeNull();

        (await StopAsync("The checkout is down.")).Value.ShouldBe([one, two]);

        foreach (var id in (int[])[one, two])
        {
            var item = (await World.ViewAsync(id)).Item;
            (item.Status, item.StoppedBy).ShouldBe((ExperimentStatus.Paused, "ProductManager"));
            var record = (await World.HistoryAsync(AuditKey.Experiment(id)))[0];
            (record.Action, record.Reason).ShouldBe(("paused", "The checkout is down."));
        }

        (await World.ViewAsync(draft)).Item.Status.ShouldBe(ExperimentStatus.Created);
        var state = await World.Get<EmergencyReads>().FindAsync(World.Manager, World.EnvironmentId, Cancellation);
        (state.Running.Count, string.Join(", ", state.Stopped), state.StoppedAt, state.StoppedBy)
            .ShouldBe((0, "On one, On two", World.Clock.Now(), "ProductManager"));

        (await ResumeAsync()).Value.Ids.ShouldBe([one, two]);
        (await World.ViewAsync(paused)).Item.Status.ShouldBe(ExperimentStatus.Paused);
        (await World.ViewAsync(one)).Item.Status.ShouldBe(ExperimentStatus.Running);
        (await ResumeAsync()).Error!.Code.ShouldBe("nothing_stopped");
    }

    [Fact]
    public async Task WhatSomebodyResumedOrEndedSince_IsLeftAlone()
    {
        var (one, two, three) = (await AddAsync("one"), await AddAsync("two"), await AddAsync("three"));
        (await StopAsync(null)).Error.ShouldBeNull();
        (await World.StartAsync(one)).Error.ShouldBeNull();
        (await World.PauseAsync(one)).Error.ShouldBeNull();
        (await World.EndAsync(two, Ending.Restore, Conclusion.Stopped)).Error.ShouldBeNull();

        (await ResumeAsync()).Value.Ids.ShouldBe([three]);

        (await World.ViewAsync(one)).Item.Status.ShouldBe(ExperimentStatus.Paused);
        (await World.ViewAsync(two)).Item.Status.ShouldBe(ExperimentStatus.Completed);
    }

    [Fact]
    public async Task OneThatDrifted_StaysPaused_AndIsNamed()
    {
        var other = await AddAsync("one");
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true, "Drifted");
        (await StopAsync(null)).Error.ShouldBeNull();
        await World.WriteFlagAsync(flag => flag.Overrides.Clear());

        var resumed = (await ResumeAsync()).Value;

        (resumed.Ids.Single(), resumed.Left.Single()).ShouldBe((other, "Drifted"));
        (await World.ViewAsync(id)).Item.Status.ShouldBe(ExperimentStatus.Paused);
        (await ResumeAsync()).Value.Ids.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhereNothingRuns_ThereIsNothingToStop()
        => (await StopAsync(null)).Error!.Code.ShouldBe("nothing_runs");

    private Task<Result<IReadOnlyList<int>>> StopAsync(string? reason)
        => World.Get<StopAllExperiments>().RunAsync(new(World.Manager, World.EnvironmentId, reason), Cancellation);

    private Task<Result<Resumed>> ResumeAsync() => World.Get<ResumeStopped>().RunAsync(new(World.Manager, World.EnvironmentId), Cancellation);

    private async Task<int> AddAsync(string flag, bool start = true)
    {
        var feature = (await World.Get<CreateFeature>().RunAsync(
            new(World.Manager, flag, FlagValueType.String) { InitialValue = "x", Variants = [new("v", "y")] }, Cancellation)).Value;
        return (await World.Get<CreateExperiment>().RunAsync(
            new(World.Manager, World.EnvironmentId, feature, $"On {flag}", "Because.")
            {
                Rollout = new() { Percentage = new BasisPoints(1_000) },
                Start = start,
                Anyway = true,
            },
            Cancellation)).Value;
    }
}
