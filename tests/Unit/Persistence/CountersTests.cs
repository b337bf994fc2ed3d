using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Persistence;

public abstract class CountersTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : CountersTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : CountersTests(DatabaseProvider.Postgres);

    [Fact]
    public async Task Numbers_StartAtOne_AndEachCounterHasItsOwn()
    {
        var counters = new Counters(Database);

        var first = await counters.TakeAsync("a", Cancellation);
        var second = await counters.TakeAsync("a", Cancellation);
        var other = await counters.TakeAsync("b", Cancellation);

        (first, second, other).ShouldBe((1, 2, 1));
    }

    [Fact]
    public async Task Numbers_TakenAtTheSameTime_AreAllDifferent()
    {
        var counters = new Counters(Database);

        var taken = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => counters.TakeAsync("a", Cancellation), Cancellation)));

        taken.Order().ShouldBe(Enumerable.Range(1, 20).Select(number => (long)number));
    }
}
