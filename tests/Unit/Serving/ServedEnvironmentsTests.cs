using System.Globalization;
using ExperimentAdmin.Core.Serving;
using ExperimentAdmin.Unit.Delivery;
using Microsoft.Extensions.Time.Testing;

namespace ExperimentAdmin.Unit.Serving;

public sealed class ServedEnvironmentsTests
{
    [Fact]
    public async Task NoKey_OpensAnEnvironmentThatIsGone_HoweverItsRemovalMetALoad()
    {
        const int rounds = 20_000;
        var (served, loaded) = (new ServedEnvironments(new FakeTimeProvider()), MadeShop.Load());
        var swapping = Task.Run(
            () =>
            {
                for (var round = 0; round < rounds; round++)
                {
                    served.Swap(loaded with { Keys = [MadeShop.Client(Key(round))] });
                }
            },
            TestContext.Current.CancellationToken);

        while (!swapping.IsCompleted)
        {
            served.Remove(MadeShop.Id);
        }

        await swapping;
        served.Remove(MadeShop.Id);
        Enumerable.Range(0, rounds).Where(round => served.Find(Key(round)) is not null).ShouldBeEmpty();
    }

    private static string Key(int round) => round.ToString(CultureInfo.InvariantCulture);
}
