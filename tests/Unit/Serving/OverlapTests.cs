using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Overlaps;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Serving.Traits;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;

namespace ExperimentAdmin.Unit.Serving;

/// <summary>What the engine finds of a sample: what takes people from an experiment, and which other experiments have them.</summary>
public abstract class OverlapTests(DatabaseProvider provider) : ServingWorld(provider, Versioning.V2)
{
    public sealed class OnSqlite() : OverlapTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : OverlapTests(DatabaseProvider.Postgres);

    [Fact]
    public async Task AnOverride_TakesTheShareThatTheEngineGivesIt_OfTheIdentitiesThatAreKnown()
    {
        await KnowAsync(2_000, pro: number => number % 4 == 0);
        var segment = await World.AddSegmentOverrideAsync("Pro", state => state.Value = "pro");
        (await World.ForceAsync("ann", World.Variants[0])).Error.ShouldBeNull();
        var id = await World.CreateExperimentAsync(World.Rollout(5_000, enabled: false, 5_000), start: true);

        var overlap = (await World.Get<OverlapReads>().FindAsync(World.Manager, World.EnvironmentId, id, Cancellation)).ShouldNotBeNull();

        (overlap.Sampled, overlap.Known, overlap.IdentityOverrides).ShouldBe((4_000, 2_000, 1));
        overlap.InCohort.ShouldBeInRange(1_850, 2_150);
        var part = overlap.Parts.ShouldHaveSingleItem();
        (part.Kind, part.Id, part.Name).ShouldBe((OverlapKind.Segment, segment, "Pro"));
        part.Share!.Value.ShouldBe(0.125, 0.03); // A quarter of the half that has traits.
    }

    [Fact]
    public async Task AnotherRunningExperiment_IsShown_WithTheShareOfPeopleThatItHasToo()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(5_000, enabled: false, 5_000), start: true);
        var other = await AddOtherAsync(3_000);

        var part = (await World.Get<OverlapReads>().FindAsync(World.Manager, World.EnvironmentId, id, Cancellation))!.Parts.ShouldHaveSingleItem();

        (part.Kind, part.Id, part.Name).ShouldBe((OverlapKind.Experiment, other, "The other one"));
        part.Share!.Value.ShouldBe(0.3, 0.04);
        (await World.PauseAsync(other)).Error.ShouldBeNull();
        (await World.Get<OverlapReads>().FindAsync(World.Manager, World.EnvironmentId, id, Cancellation))!.Parts.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhoLeavesWithASegment_IsForecast_WithoutThoseWhoAreOutAlready()
    {
        await KnowAsync(4_000, pro: number => number % 2 == 0);
        var pro = await World.AddSegmentAsync("Pro");
        var id = await World.CreateExperimentAsync(World.Rollout(5_000, enabled: false, 5_000), start: true);

        var forecast = (await World.Get<OverlapReads>().ForecastAsync(World.Manager, World.EnvironmentId, id, pro, Cancellation)).ShouldNotBeNull();

        (forecast.Sampled, forecast.Known).ShouldBe((4_000, 4_000));
        forecast.Share!.Value.ShouldBe(0.5, 0.04);
        (await World.Get<Core.Experiments.Disturbances.ExcludeSegment>().RunAsync(
            new(World.Manager, World.EnvironmentId, id, pro), Cancellation)).Error.ShouldBeNull();
        var again = (await World.Get<OverlapReads>().ForecastAsync(World.Manager, World.EnvironmentId, id, pro, Cancellation))!;
        (again.Inside, again.Leaving).ShouldBe((forecast.Inside - forecast.Leaving, 0));
    }

    [Fact]
    public async Task WhoIsInTheSample_IsWhomTheEngineLetsIn()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(3_000, enabled: false, 5_000), start: true);
        var flag = Served.Snapshot.IndexOf("checkout_button");

        var inside = Enumerable.Range(1, 4_000).Select(number => $"identity-{number}")
            .Count(identifier => Served.Snapshot.Evaluate(flag, Context(Served, identifier)).Segment is not null);

        (await World.Get<OverlapReads>().FindAsync(World.Manager, World.EnvironmentId, id, Cancellation))!.InCohort.ShouldBe(inside);
    }

    private async Task KnowAsync(int count, Func<int, bool> pro)
    {
        await using var db = World.Open();
        db.AddRange(Enumerable.Range(1, count).Select(number => new StoredIdentity
        {
            Id = number,
            EnvironmentId = World.EnvironmentId,
            Identifier = $"user-{number}",
            Traits = pro(number) ? """{"plan":"pro"}""" : """{"plan":"free"}""",
            CreatedAt = World.Clock.Now(),
            UpdatedAt = World.Clock.Now(),
        }));
        await db.SaveChangesAsync(Cancellation);
    }

    private async Task<int> AddOtherAsync(int percentage)
    {
        var feature = (await World.Get<CreateFeature>().RunAsync(
            new(World.Manager, "other", FlagValueType.String) { InitialValue = "x", Variants = [new("v", "y")] }, Cancellation)).Value;
        return (await World.Get<CreateExperiment>().RunAsync(
            new(World.Manager, World.EnvironmentId, feature, "The other one", "Because.")
            {
                Rollout = new() { Percentage = new BasisPoints(percentage) },
                Start = true,
                Anyway = true,
            },
            Cancellation)).Value;
    }
}
