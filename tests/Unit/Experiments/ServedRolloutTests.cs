using ExperimentAdmin.Core.Evaluation.Hashing;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>What a forecast and the assignment of single identities are made of.</summary>
public abstract class ServedRolloutTests(DatabaseProvider provider, Versioning versioning) : WorldTests(provider, versioning)
{
    public sealed class InPlaceOnSqlite() : ServedRolloutTests(DatabaseProvider.Sqlite, Versioning.V1);

    public sealed class PublishedOnPostgres() : ServedRolloutTests(DatabaseProvider.Postgres, Versioning.V2);

    [Fact]
    public async Task AnExperimentThatNeverStarted_WasNeverServed()
        => (await LastAsync(await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000)))).ShouldBeNull();

    [Fact]
    public async Task WhileItIsServed_ItIsWhatIsStored()
    {
        var id = await RunningAsync();
        await ApplyAsync(id, 3_000);

        (await LastAsync(id))!.Percentage.Value.ShouldBe(3_000);
    }

    [Fact]
    public async Task EditsDuringAPause_DoNotChangeWhatPeopleHadLast()
    {
        var id = await RunningAsync();
        await World.PauseAsync(id);
        for (var percentage = 3_000; percentage < 3_030; percentage++)
        {
            await ApplyAsync(id, percentage);
        }

        (await LastAsync(id))!.Percentage.Value.ShouldBe(2_000);
        await World.StartAsync(id);
        (await LastAsync(id))!.Percentage.Value.ShouldBe(3_029);
    }

    [Fact]
    public async Task EditsOfASwitchedOffRollout_DoNotChangeWhatPeopleHadLast()
    {
        var id = await RunningAsync();
        (await World.ApplyAsync(id, new RolloutChange { Enabled = false, Percentage = new BasisPoints(5_000) })).Error.ShouldBeNull();
        await ApplyAsync(id, 6_000);

        (await LastAsync(id))!.Percentage.Value.ShouldBe(2_000);
    }

    [Fact]
    public async Task ARunningExperimentWithoutARollout_WasNeverServed_AlsoWhenItIsPausedAndGetsOne()
    {
        var id = await World.CreateExperimentAsync(start: true);
        (await LastAsync(id)).ShouldBeNull();
        await World.PauseAsync(id);
        (await World.ApplyAsync(id, World.Rollout(2_000, enabled: true, 5_000))).Error.ShouldBeNull();

        (await LastAsync(id)).ShouldBeNull();
    }

    [Fact]
    public async Task TheSalts_AreThoseOfSegmentAndOverride_AndNoEditChangesThem()
    {
        var id = await RunningAsync();
        var salts = (await SaltsAsync(id)).ShouldNotBeNull();
        await using (var db = World.Open())
        {
            var segment = await db.Set<Segment>().SingleAsync(segment => segment.ExperimentId == id, Cancellation);
            var environment = await db.Set<ProjectEnvironment>().SingleAsync(environment => environment.Id == World.EnvironmentId, Cancellation);
            salts.ShouldBe(new RolloutSalts(segment.Id, (await World.FlagAsync()).OverrideOf(segment.Id)!.Scope.Seed, environment.HashKey));
        }

        await ApplyAsync(id, 100);
        (await World.ApplyAsync(id, World.Rollout(10_000, enabled: true, 1_000, 2_000, 3_000))).Error.ShouldBeNull();
        await World.PauseAsync(id);
        await World.StartAsync(id);

        (await SaltsAsync(id)).ShouldBe(salts);
    }

    [Fact]
    public async Task WithoutARollout_ThereAreNoSalts()
    {
        (await SaltsAsync(await World.CreateExperimentAsync())).ShouldBeNull();
        (await SaltsAsync(999)).ShouldBeNull();
    }

    private Task<int> RunningAsync() => World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);

    private async Task ApplyAsync(int id, int percentage)
        => (await World.ApplyAsync(id, new RolloutChange { Percentage = new BasisPoints(percentage) })).Error.ShouldBeNull();

    private async Task<RolloutState?> LastAsync(int id) => (await World.ViewAsync(id)).LastServed;

    private Task<RolloutSalts?> SaltsAsync(int id)
        => World.Get<ExperimentReads>().SaltsAsync(World.Manager, World.EnvironmentId, id, Cancellation);
}
