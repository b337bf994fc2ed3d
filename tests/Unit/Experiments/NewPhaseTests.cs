using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Periods;
using ExperimentAdmin.Core.Evaluation.Hashing;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Flags.Versions;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>Starting over with other people.</summary>
public abstract class NewPhaseTests(DatabaseProvider provider, Versioning versioning) : WorldTests(provider, versioning)
{
    public sealed class InPlaceOnSqlite() : NewPhaseTests(DatabaseProvider.Sqlite, Versioning.V1);

    public sealed class PublishedOnSqlite() : NewPhaseTests(DatabaseProvider.Sqlite, Versioning.V2);

    public sealed class InPlaceOnPostgres() : NewPhaseTests(DatabaseProvider.Postgres, Versioning.V1);

    public sealed class PublishedOnPostgres() : NewPhaseTests(DatabaseProvider.Postgres, Versioning.V2);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EverybodyIsDealtAgain_AndPercentageSplitAndStatusStay(bool paused)
    {
        var id = await RunningAsync();
        if (paused)
        {
            (await World.PauseAsync(id)).Error.ShouldBeNull();
        }

        var (before, old) = ((await World.ViewAsync(id)).Item, (await SaltsAsync(id)).ShouldNotBeNull());

        (await World.NewPhaseAsync(id)).Value.ShouldBe(2);

        var (after, salts) = ((await World.ViewAsync(id)).Item, (await SaltsAsync(id)).ShouldNotBeNull());
        (after.Status, after.Phase, after.StartedAt).ShouldBe((before.Status, 2, before.StartedAt));
        after.Rollout.State!.IsSameAs(before.Rollout.State!).ShouldBeTrue();
        salts.SegmentId.ShouldBeGreaterThan(old.SegmentId);
        salts.Seed.ShouldNotBe(old.Seed);
        (await World.FlagAsync()).Overrides.ShouldHaveSingleItem().Scope.SegmentId.ShouldBe(salts.SegmentId);
        await using var db = World.Open();
        (await db.Set<Segment>().Where(segment => segment.ExperimentId == id).OrderBy(segment => segment.Id)
            .Select(segment => new { segment.Name, IsGone = segment.DeletedAt != null }).ToListAsync(Cancellation))
            .Select(segment => (segment.Name, segment.IsGone)).ShouldBe([($"experiment-{id}-rollout", true), ($"experiment-{id}-rollout-2", false)]);
    }

    [Fact]
    public async Task TheOldPhaseEnds_WhereTheNewOneBegins_ForAReason()
    {
        var id = await RunningAsync();
        World.Clock.Advance(TimeSpan.FromDays(2));
        (await World.NewPhaseAsync(id, "  The events were counted twice. ")).Error.ShouldBeNull();
        var now = World.Clock.Now();

        var timeline = (await World.Get<TimelineReads>().FindAsync(World.Manager, World.EnvironmentId, id, Cancellation)).ShouldNotBeNull();

        timeline.Phases.Select(phase => (phase.Number, phase.EndedAt, phase.Reason)).ShouldBe([(1, now, null), (2, null, "The events were counted twice.")]);
        timeline.Periods.Select(period => (period.Phase, period.EndedAt)).ShouldBe([(1, now), (2, null)]);
        timeline.Marks[^1].Summary.ShouldBe("phase 2 began: everybody is dealt again at 20 %: big 50 %, control 50 %");
        timeline.Marks[^1].Reason.ShouldBe("The events were counted twice.");
    }

    [Theory]
    [InlineData(null, "reason_missing")]
    [InlineData("  ", "reason_missing")]
    public async Task NotWithoutAReason(string? reason, string code)
    {
        var id = await RunningAsync();

        var refusal = (await World.NewPhaseAsync(id, reason)).Error.ShouldNotBeNull();

        (refusal.Code, refusal.Field).ShouldBe((code, "reason"));
        (await World.NewPhaseAsync(id, new string('x', ReasonRules.Longest + 1))).Error!.Code.ShouldBe("reason_too_long");
        (await World.ViewAsync(id)).Item.Phase.ShouldBe(1);
    }

    [Fact]
    public async Task WhereNobodyIsDealt_NobodyIsDealtAgain()
    {
        var id = await World.CreateExperimentAsync(start: true);
        (await World.NewPhaseAsync(id)).Error!.Code.ShouldBe("rollout_missing");
        (await World.ApplyAsync(id, World.Rollout(2_000, enabled: true, 5_000))).Error.ShouldBeNull();
        await World.WriteFlagAsync(flag => flag.Overrides.Clear());
        (await World.NewPhaseAsync(id)).Error!.Code.ShouldBe("rollout_drifted");
    }

    [Fact]
    public async Task VersionsOfTheFlag_NameThePhaseOfARollout()
    {
        var id = await RunningAsync();
        (await World.NewPhaseAsync(id)).Error.ShouldBeNull();
        var reads = World.Get<FlagVersionReads>();
        var versions = await reads.ListAsync(World.Manager, World.EnvironmentId, World.FeatureId, new(), Cancellation);

        var names = new List<string>();
        foreach (var version in versions.Items)
        {
            var view = await reads.FindAsync(World.Manager, World.EnvironmentId, World.FeatureId, version.Number, Cancellation);
            names.AddRange(view!.Scopes.Skip(1).Select(scope => scope.Name));
        }

        names.Distinct().ShouldBe(Versioning is Versioning.V1
            ? ["Rollout of Checkout button size, phase 2"]
            : ["Rollout of Checkout button size, phase 2", "Rollout of Checkout button size, phase 1"]);
    }

    [Fact]
    public async Task ARepair_PutsTheNewestPhaseBack()
    {
        var id = await RunningAsync();
        (await World.NewPhaseAsync(id)).Error.ShouldBeNull();
        var salts = await SaltsAsync(id);
        await World.WriteFlagAsync(flag => flag.Overrides.Clear());

        (await World.Get<Core.Experiments.Rollout.UseCases.RepairRollout>().RunAsync(new(World.Manager, World.EnvironmentId, id), Cancellation)).Error.ShouldBeNull();

        (await SaltsAsync(id)).ShouldBe(salts);
    }

    private Task<int> RunningAsync() => World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);

    private Task<RolloutSalts?> SaltsAsync(int id)
        => World.Get<ExperimentReads>().SaltsAsync(World.Manager, World.EnvironmentId, id, Cancellation);
}
