using System.Globalization;

namespace ExperimentAdmin.Unit.Delivery;

public sealed class DeliveryLimitTests : DeliveryTests
{
    protected override int RequestsPerMinute => 3;

    [Fact]
    public async Task EachKey_HasItsShareOfAMinute_AndKeysThatOpenNothingShareOne()
    {
        Serve();
        await UseUpAsync(MadeShop.ClientKey, 200);
        var refused = (await Server.GetAsync(Flags, MadeShop.ClientKey)).ShouldBe(429);
        int.Parse(refused.Headers["Retry-After"], CultureInfo.InvariantCulture).ShouldBe(60);
        (await Server.PostAsync(Ofrep, "{}", MadeShop.ClientKey)).ShouldBe(429).Json["errorCode"].ShouldNotBeNull();

        (await Server.GetAsync(Flags, MadeShop.ServerKey)).ShouldBe(200);
        await UseUpAsync("nope", 403);
        (await Server.GetAsync(Flags, "neither")).ShouldBe(429);

        Server.Clock.Advance(TimeSpan.FromSeconds(59));
        (await Server.GetAsync(Flags, MadeShop.ClientKey)).ShouldBe(429).Headers["Retry-After"].ShouldBe("1");
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Server.GetAsync(Flags, MadeShop.ClientKey)).ShouldBe(200);
    }

    private async Task UseUpAsync(string key, int status)
    {
        for (var request = 0; request < RequestsPerMinute; request++)
        {
            (await Server.GetAsync(Flags, key)).ShouldBe(status);
        }
    }
}
