using System.Globalization;
using System.Net;
using ExperimentAdmin.App.Delivery;
using Microsoft.Extensions.Configuration;

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

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:3:4:5:6", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", true)]
    [InlineData("198.51.100.7", "::ffff:198.51.100.7", false)]
    [InlineData("198.51.100.7", "198.51.100.8", true)]
    public void AnAddressOfIPv6_CountsByItsSubnet_AndOneOfIPv4ByItself(string one, string other, bool hasAShareOfItsOwn)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Delivery:RequestsPerMinute", "1")]).Build();
        var limiter = new DeliveryLimiter(DeliveryOptions.From(settings), Server.Clock);

        limiter.Count(key: null, IPAddress.Parse(one)).ShouldBeNull();

        (limiter.Count(key: null, IPAddress.Parse(other)) is null).ShouldBe(hasAShareOfItsOwn);
    }

    private async Task UseUpAsync(string key, int status)
    {
        for (var request = 0; request < RequestsPerMinute; request++)
        {
            (await Server.GetAsync(Flags, key)).ShouldBe(status);
        }
    }
}
