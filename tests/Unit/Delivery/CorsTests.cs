using ExperimentAdmin.Unit.Api;

namespace ExperimentAdmin.Unit.Delivery;

public sealed class CorsTests : DeliveryTests
{
    private const string Shop = "https://shop.example";
    private const string Other = "https://other.example";

    [Theory]
    [InlineData(Flags)]
    [InlineData(Identities)]
    [InlineData(Ofrep)]
    [InlineData($"{Ofrep}/checkout_button")]
    public async Task TheQuestionOfABrowser_IsAnsweredForAllEnvironmentsTogether(string path)
    {
        Serve(settings => settings with { AllowedOrigins = "https://a.example\nhttps://shop.example" });
        var allowed = await AskAsync(path, Shop);
        allowed.Headers["Access-Control-Allow-Origin"].ShouldBe(Shop);
        allowed.Headers["Vary"].ShouldBe("Origin");
        int.Parse(allowed.Headers["Access-Control-Max-Age"], System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);
        foreach (var header in new[] { "x-environment-key", "content-type", "flagsmith-sdk-user-agent", "flagsmith-application-name", "flagsmith-application-version", "authorization", "x-api-key", "if-none-match" })
        {
            allowed.Headers["Access-Control-Allow-Headers"].Split(", ").ShouldContain(header);
        }

        (await AskAsync(path, Other)).Headers.Keys.ShouldNotContain("Access-Control-Allow-Origin");

        // One environment that lets everybody ask is enough.
        Server.Serve(MadeShop.Other(6, 1, "open", MadeShop.Client("client_open")));
        (await AskAsync(path, Other)).Headers["Access-Control-Allow-Origin"].ShouldBe(Other);
    }

    [Fact]
    public async Task TheRequestItself_IsHeldAgainstItsOwnEnvironment()
    {
        Serve(settings => settings with { AllowedOrigins = Shop });
        Server.Serve(MadeShop.Other(6, 1, "open", MadeShop.Client("client_open")));
        var own = await Server.GetAsync(Flags, MadeShop.ClientKey, ("Origin", Shop));
        own.ShouldBe(200).Headers["Access-Control-Allow-Origin"].ShouldBe(Shop);
        own.Headers["Access-Control-Expose-Headers"].ShouldContain("ETag");
        own.Headers["Access-Control-Expose-Headers"].ShouldContain("X-Flagsmith-Document-Updated-At");
        (await Server.GetAsync(Flags, MadeShop.ClientKey, ("Origin", Other))).ShouldBe(200).Headers.Keys.ShouldNotContain("Access-Control-Allow-Origin");
        (await Server.GetAsync(Flags, "client_open", ("Origin", Other))).Headers["Access-Control-Allow-Origin"].ShouldBe(Other);
        (await Server.GetAsync(Flags, MadeShop.ClientKey)).Headers.Keys.ShouldNotContain("Access-Control-Allow-Origin");
    }

    [Fact]
    public async Task ARefusal_CanBeReadByThePagesThatMayAsk()
    {
        Serve(settings => settings with { AllowedOrigins = Shop });
        (await Server.GetAsync(Flags, "nope", ("Origin", Shop))).ShouldBe(403).Headers["Access-Control-Allow-Origin"].ShouldBe(Shop);
        (await Server.GetAsync(Flags, "nope", ("Origin", Other))).ShouldBe(403).Headers.Keys.ShouldNotContain("Access-Control-Allow-Origin");
        (await Server.PostAsync(Identities, "{", MadeShop.ClientKey, ("Origin", Shop))).ShouldBe(400).Headers["Access-Control-Allow-Origin"].ShouldBe(Shop);
    }

    [Fact]
    public async Task AProbeOfTheProtocol_CanBeReadByThePagesThatMayAsk()
    {
        Serve(settings => settings with { AllowedOrigins = Shop });
        const string probe = "/ofrep/v1/configuration";
        var allowed = await AskAsync(probe, Shop);
        allowed.Headers["Access-Control-Allow-Origin"].ShouldBe(Shop);
        allowed.Headers["Access-Control-Allow-Methods"].ShouldContain("GET");
        (await AskAsync(probe, Other)).Headers.Keys.ShouldNotContain("Access-Control-Allow-Origin");
        var nothing = (await Server.GetAsync(probe, MadeShop.ClientKey, ("Origin", Shop))).ShouldBe(404);
        (nothing.Headers["Access-Control-Allow-Origin"], nothing.Headers["Vary"]).ShouldBe((Shop, "Origin"));
        (await Server.GetAsync(probe, MadeShop.ClientKey, ("Origin", Other))).ShouldBe(404).Headers.Keys.ShouldNotContain("Access-Control-Allow-Origin");
    }

    private async Task<ApiAnswer> AskAsync(string path, string origin)
        => (await Server.SendAsync(
            HttpMethod.Options, path, null, key: null, ("Origin", origin), ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "x-environment-key"))).ShouldBe(204);
}
