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
        allowed.Headers["Vary"].ShouldBe("Origin, Access-Control-Request-Headers");
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

    [Theory]
    [InlineData(Flags)]
    [InlineData(Identities)]
    [InlineData(Document)]
    [InlineData("/api/v1/analytics/flags/")]
    [InlineData("/api/v2/analytics/flags/")]
    [InlineData(Ofrep)]
    [InlineData($"{Ofrep}/checkout_button")]
    [InlineData("/ofrep/v1/configuration")]
    [InlineData("/v1/events")]
    [InlineData("/sse/environments/x/stream")]
    public async Task HeadersThatAPageAddsByItself_AreAllowed(string path)
    {
        Serve(settings => settings with { AllowedOrigins = Shop });
        const string added = "traceparent,tracestate,baggage,sentry-trace,X-Datadog-Trace-Id,newrelic,x-requested-with,Request-Id";
        var allowed = (await AskAsync(path, Shop, added)).Headers["Access-Control-Allow-Headers"].Split(", ");
        foreach (var header in added.Split(',').Append("x-environment-key"))
        {
            allowed.ShouldContain(header);
        }

        var others = await AskAsync(path, Other, added);
        others.Headers.Keys.ShouldNotContain("Access-Control-Allow-Headers");
    }

    [Fact]
    public async Task MoreHeadersThanAPageEverSends_OrWhatIsNoHeader_AreNotRepeated()
    {
        Serve(settings => settings with { AllowedOrigins = Shop });
        var usual = (await AskAsync(Flags, Shop, "x-environment-key")).Headers["Access-Control-Allow-Headers"];
        foreach (var list in new[] { string.Join(',', Enumerable.Range(0, 65).Select(number => $"x-{number}")), new string('x', 5_000), "x y", "x(y)", "x:y", "x\"y\"" })
        {
            (await AskAsync(Flags, Shop, list)).Headers["Access-Control-Allow-Headers"].ShouldBe(usual, list);
        }

        (await AskAsync(Flags, Shop, "X-Environment-Key, Content-Type")).Headers["Access-Control-Allow-Headers"].ShouldBe(usual);
    }

    [Fact]
    public async Task AWrongVerb_CanBeReadByThePagesThatMayAsk()
    {
        Serve(settings => settings with { AllowedOrigins = Shop });
        var answer = (await Server.SendAsync(HttpMethod.Delete, Flags, null, key: null, ("Origin", Shop))).ShouldBe(405);
        (answer.Headers["Access-Control-Allow-Origin"], answer.Headers["Vary"]).ShouldBe((Shop, "Origin"));
        (await Server.SendAsync(HttpMethod.Delete, Flags, null, key: null, ("Origin", Other))).ShouldBe(405).Headers.Keys.ShouldNotContain("Access-Control-Allow-Origin");
    }

    [Theory]
    [InlineData("/v1/events")]
    [InlineData("/api/v1/events/")]
    [InlineData("/api/v1/traits/bulk/")]
    [InlineData("/sse/environments/x/stream")]
    public async Task AnAddressThatClientsAskForByThemselves_IsMissing_AndPagesCanReadThat(string path)
    {
        Serve(settings => settings with { AllowedOrigins = Shop });
        (await Server.PostAsync(path, "{}", MadeShop.ClientKey, ("Origin", Shop))).ShouldBe(404, """{"detail":"Not found."}""")
            .Headers["Access-Control-Allow-Origin"].ShouldBe(Shop);
    }

    private async Task<ApiAnswer> AskAsync(string path, string origin, string headers = "x-environment-key")
        => (await Server.SendAsync(
            HttpMethod.Options, path, null, key: null, ("Origin", origin), ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", headers))).ShouldBe(204);
}
