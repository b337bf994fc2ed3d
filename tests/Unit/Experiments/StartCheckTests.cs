using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Presence;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Experiments.Starting;
using ExperimentAdmin.Core.Experiments.Traffic;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Serving.Counts;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>What should hold before a start: asked for, and recorded where somebody starts anyway.</summary>
public abstract class StartCheckTests(DatabaseProvider provider) : WorldTests(provider)
{
    public sealed class OnSqlite() : StartCheckTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : StartCheckTests(DatabaseProvider.Postgres);

    [Theory]
    [InlineData(2_000, new[] { 5_000 }, true, 0, FlagUse.Read, new StartCheck[0])]
    [InlineData(2_000, new[] { 5_000 }, true, 0, FlagUse.Unknown, new StartCheck[0])]
    [InlineData(2_000, new[] { 3_333, 3_333 }, true, 0, FlagUse.Fetched, new StartCheck[0])]
    [InlineData(0, new[] { 5_000 }, true, 0, FlagUse.Read, new[] { StartCheck.Rollout })]
    [InlineData(2_000, new int[0], true, 0, FlagUse.Read, new[] { StartCheck.TwoArms })]
    [InlineData(2_000, new[] { 10_000 }, true, 0, FlagUse.Read, new[] { StartCheck.TwoArms, StartCheck.Control })]
    [InlineData(2_000, new[] { 5_000, 5_000 }, true, 0, FlagUse.Read, new[] { StartCheck.Control })]
    [InlineData(2_000, new[] { 6_000 }, true, 0, FlagUse.Read, new[] { StartCheck.EvenSplit })]
    [InlineData(2_000, new[] { 5_000 }, false, 0, FlagUse.Read, new[] { StartCheck.DefaultEnabled })]
    [InlineData(2_000, new[] { 5_000 }, true, 3, FlagUse.Read, new[] { StartCheck.NotOutranked })]
    [InlineData(2_000, new[] { 5_000 }, true, 0, FlagUse.None, new[] { StartCheck.Asked })]
    public void WhatDoesNotHold_IsFound(int percentage, int[] shares, bool isEnabled, int overrides, FlagUse use, StartCheck[] unmet)
    {
        var rollout = new RolloutState(true, new BasisPoints(percentage), "x", [.. shares.Select((share, index) => new ServedAllocation(index + 1, $"v{index}", new BasisPoints(share)))]);

        new StartFacts(rollout, isEnabled, overrides, use, []).Unmet.ShouldBe(unmet);
    }

    [Fact]
    public void WithoutARollout_NothingIsAskedOfIt()
        => new StartFacts(null, true, 0, FlagUse.Read, ["Sam"]).Unmet.ShouldBe([StartCheck.Rollout, StartCheck.NobodyEdits]);

    [Fact]
    public async Task WhatDoesNotHold_KeepsItFromStarting_UntilSomebodyStartsItAnyway()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 6_000));

        var refused = (await StartAsync(id, anyway: false)).Error.ShouldNotBeNull();

        (refused.Code, refused.Subject).ShouldBe(("start_unmet", "uneven split, nobody asks"));
        (await World.ViewAsync(id)).Item.Status.ShouldBe(ExperimentStatus.Created);
        (await StartAsync(id, anyway: true)).Error.ShouldBeNull();
        (await World.HistoryAsync(AuditKey.Experiment(id)))[0].Summary
            .ShouldBe("started at 20 %: big 60 %, control 40 %; started anyway: uneven split, nobody asks");
    }

    [Fact]
    public async Task WhereAllHolds_ItStarts_AndAResumeAsksForNothing()
    {
        World.Get<FlagAsks>().NoteFlag(World.EnvironmentId, World.FeatureId);
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));

        (await StartAsync(id, anyway: false)).Error.ShouldBeNull();
        (await World.HistoryAsync(AuditKey.Experiment(id)))[0].Summary.ShouldBe("started at 20 %: big 50 %, control 50 %");
        (await World.PauseAsync(id)).Error.ShouldBeNull();
        World.Clock.Advance(TimeSpan.FromDays(3));

        (await StartAsync(id, anyway: false)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task SomebodyElseWhoEdits_IsNamed_AndWhoeverStartsIsNot()
    {
        World.Get<FlagAsks>().NoteFlag(World.EnvironmentId, World.FeatureId);
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));
        var support = await World.AccessAsync(Role.Support);
        _ = await BeatAsync(support, id, isEditing: true);
        _ = await BeatAsync(World.Manager, id, isEditing: true);

        (await World.Get<StartReads>().FindAsync(World.Manager, World.EnvironmentId, id, Cancellation))!.Editors.ShouldBe(["Support"]);
        (await StartAsync(id, anyway: false)).Error!.Message.ShouldContain("Support is editing it right now.");
        World.Clock.Advance(Presences.Life + TimeSpan.FromSeconds(1));
        (await StartAsync(id, anyway: false)).Error.ShouldBeNull("who is gone edits nothing");
    }

    [Fact]
    public async Task WhoElseIsThere_IsTold_UntilTheyLeave()
    {
        var id = await World.CreateExperimentAsync();
        var (support, viewer) = (await World.AccessAsync(Role.Support), await World.AccessAsync(Role.Viewer));
        var visit = Guid.NewGuid().ToString("N");
        _ = await World.Get<Presences>().BeatAsync(support, World.EnvironmentId, id, visit, isEditing: false, Cancellation);
        _ = await BeatAsync(support, id, isEditing: true); // The same person in another tab.
        _ = await BeatAsync(viewer, id, isEditing: false);

        (await BeatAsync(World.Manager, id, isEditing: false)).ShouldBe([new("Support", true), new("Viewer", false)]);
        World.Clock.Advance(Presences.Life - TimeSpan.FromSeconds(1));
        _ = await World.Get<Presences>().BeatAsync(support, World.EnvironmentId, id, visit, isEditing: false, Cancellation);
        World.Clock.Advance(TimeSpan.FromSeconds(2));
        (await BeatAsync(World.Manager, id, isEditing: false)).ShouldBe([new("Support", false)]);
        await World.Get<Presences>().LeaveAsync(visit, Cancellation);
        (await BeatAsync(World.Manager, id, isEditing: false)).ShouldBeEmpty();
    }

    private Task<IReadOnlyList<PresentPerson>> BeatAsync(ProjectAccess access, int id, bool isEditing)
        => World.Get<Presences>().BeatAsync(access, World.EnvironmentId, id, Guid.NewGuid().ToString("N"), isEditing, Cancellation);

    private Task<Result<Done>> StartAsync(int id, bool anyway)
        => World.Get<StartExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id) { Anyway = anyway }, Cancellation);
}
