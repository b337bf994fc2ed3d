using ExperimentAdmin.Core.Serving;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Delivery;

namespace ExperimentAdmin.Unit.Serving;

public sealed class ServedEnvironmentsTests
{
    [Fact]
    public void AKey_FindsWhatItsEnvironmentServes_HoweverSwapsAndRemovalsMeet()
    {
        var served = new ServedEnvironments(new TestClock());
        for (var round = 1; round <= 2_000; round++)
        {
            var loaded = MadeShop.Load(revision: round);
            Parallel.Invoke(() => served.Swap(loaded), () => served.Remove(MadeShop.Id));

            var environment = served.Find(MadeShop.Id);
            served.Find(MadeShop.ClientKey)?.Environment.ShouldBeSameAs(environment);
            (served.Find(MadeShop.ClientKey) is null).ShouldBe(environment is null);
        }
    }
}
