using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Persistence;

public abstract class CountersTests(DatabaseProvider provider) : WorldTests(provider)
{
    public sealed class OnSqlite() : CountersTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : CountersTests(DatabaseProvider.Postgres);

    [Fact]
    public async Task SegmentIdsAndSeeds_StartFarApart()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(1_000, enabled: false, 5_000));

        (await World.ViewAsync(id)).ShouldNotBeNull();
        var state = (await World.FlagAsync()).Overrides.Single();
        state.Scope.SegmentId!.Value.ShouldBeLessThan(1_000_000_000);
        state.Scope.Seed.ShouldBeGreaterThanOrEqualTo(1_000_000_000);
    }

    [Fact]
    public async Task ARolledBackNumber_IsGivenAgain_AndACommittedOneNever()
    {
        await using var db = World.Open();
        await using (await db.Database.BeginTransactionAsync(Cancellation))
        {
            (await Counters.TakeAsync(db, Counters.Experiments, 1, Cancellation)).ShouldBe(1);
        }

        (await Counters.TakeAsync(db, Counters.Experiments, 3, Cancellation)).ShouldBe(1);
        (await Counters.TakeAsync(db, Counters.Experiments, 1, Cancellation)).ShouldBe(4);
    }
}
