using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Core.Serving.Traits;
using ExperimentAdmin.Unit.Flags;

namespace ExperimentAdmin.Unit.Serving;

public abstract class TraitNameReadsTests(DatabaseProvider provider) : StoredTraitsWorld(provider)
{
    public sealed class OnSqlite() : TraitNameReadsTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : TraitNameReadsTests(DatabaseProvider.Postgres);

    [Fact]
    public async Task NamesOfStoredTraits_AndThoseThatSegmentsAskFor_AreKnown_OnceEach()
    {
        using var traits = await OpenAsync();
        await MergeAsync(traits, "ann", ("plan", "pro"), ("Country", "fr"));
        await MergeAsync(traits, "bob", ("plan", "free"));
        await traits.WriteAsync(Cancellation);
        (await World.Get<CreateSegment>().RunAsync(
            new(World.Manager, "Grown-ups", string.Empty,
            [
                new(RuleType.All, [new("age", SegmentOperator.GreaterThan, "17"), new("$.identity.key", SegmentOperator.PercentageSplit, "50")],
                    [new(RuleType.Any, [new("plan", SegmentOperator.IsSet, string.Empty), new("beta", SegmentOperator.Equal, "true")], [])]),
            ]),
            Cancellation)).Error.ShouldBeNull();
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000));
        var (reads, staging) = (World.Get<TraitNameReads>(), await World.AddEnvironmentAsync("Staging"));

        (await reads.SeenAsync(World.Manager, World.EnvironmentId, Cancellation)).ShouldBe(["Country", "age", "beta", "plan"]);
        (await reads.SeenAsync(World.Manager, staging, Cancellation)).ShouldBe(["age", "beta", "plan"]);
        (await reads.SeenAsync(AccessGate.ForSystem(World.ProjectId + 1), World.EnvironmentId, Cancellation)).ShouldBeEmpty();
    }
}
