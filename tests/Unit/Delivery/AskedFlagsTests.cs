using ExperimentAdmin.Core.Serving.Counts;

namespace ExperimentAdmin.Unit.Delivery;

/// <summary>Which requests of applications ask for which flag.</summary>
public sealed class AskedFlagsTests : DeliveryTests
{
    private const string Somebody = """{"context":{"targetingKey":"user_1"}}""";

    public static TheoryData<string, string?, string, string> Requests => new()
    {
        { Flags, null, MadeShop.ClientKey, "AllByClient" },
        { Flags, null, MadeShop.ServerKey, "AllByServer" },
        { $"{Flags}?feature=Checkout_Button", null, MadeShop.ClientKey, "Itself" },
        { $"{Identities}?identifier=user_1", null, MadeShop.ClientKey, "AllByClient" },
        { $"{Identities}?identifier=user_1&feature=checkout_button", null, MadeShop.ClientKey, "Itself" },
        { Identities, """{"identifier":"user_1","traits":[]}""", MadeShop.ServerKey, "AllByServer" },
        { Identities, """{"traits":[]}""", MadeShop.ClientKey, "AllByClient" },
        { Document, null, MadeShop.ServerKey, "Document" },
        { Ofrep, Somebody, MadeShop.ClientKey, "AllByClient" },
        { $"{Ofrep}/checkout_button", Somebody, MadeShop.ClientKey, "Itself" },
        { "/api/v1/analytics/flags/", """{"checkout_button":2}""", MadeShop.ClientKey, "Itself" },
        {
            "/api/v2/analytics/flags/", """{"evaluations":[{"feature_name":"checkout_button","enabled_when_evaluated":true,"count":1}]}""",
            MadeShop.ClientKey, "Itself"
        },
    };

    public static TheoryData<string, string?, string> NoRequests => new()
    {
        { Flags, null, "nope" },
        { $"{Flags}?feature=nope", null, MadeShop.ClientKey },
        { $"{Flags}?feature=secret", null, MadeShop.ClientKey },
        { Identities, null, MadeShop.ClientKey },
        { $"{Identities}?identifier=user_1&feature=nope", null, MadeShop.ClientKey },
        { Identities, "[]", MadeShop.ClientKey },
        { Document, null, MadeShop.ClientKey },
        { Ofrep, "{}{", MadeShop.ClientKey },
        { $"{Ofrep}/secret", Somebody, MadeShop.ClientKey },
        { "/api/v1/analytics/flags/", """{"checkout_button":0,"nope":1}""", MadeShop.ClientKey },
        { "/api/v1/analytics/flags/", "[]", MadeShop.ClientKey },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task ARequest_AsksForAFlagInOneWay(string path, string? body, string key, string kind)
    {
        Serve();
        (await SendAsync(path, body, key)).ShouldBeLessThan(300);

        Asked().ShouldBe([kind]);
    }

    [Theory]
    [MemberData(nameof(NoRequests))]
    public async Task WhatGetsNoFlag_AskedForNone(string path, string? body, string key)
    {
        Serve();
        await SendAsync(path, body, key);

        Asked().ShouldBeEmpty();
    }

    [Fact]
    public async Task WhoeverHasItAlready_AsksAllTheSame()
    {
        Serve();
        var (document, all) = (await Server.GetAsync(Document, MadeShop.ServerKey), await Server.PostAsync(Ofrep, Somebody, MadeShop.ServerKey));
        Server.Clock.Advance(TimeSpan.FromMinutes(1));
        (await Server.GetAsync(Document, MadeShop.ServerKey, ("If-Modified-Since", document.Headers["Last-Modified"]))).Status.ShouldBe(304);
        (await Server.PostAsync(Ofrep, Somebody, MadeShop.ServerKey, ("If-None-Match", all.Headers["ETag"]))).Status.ShouldBe(304);

        var now = Server.Clock.GetUtcNow().ToUnixTimeSeconds();
        Server.Get<FlagAsks>().Last(MadeShop.Id, 0, AskKind.Document).ShouldBe(now);
        Server.Get<FlagAsks>().Last(MadeShop.Id, 0, AskKind.AllByServer).ShouldBe(now);
    }

    private async Task<int> SendAsync(string path, string? body, string key)
        => (body is null ? await Server.GetAsync(path, key) : await Server.PostAsync(path, body, key)).Status;

    private List<string> Asked()
    {
        var asks = Server.Get<FlagAsks>();
        return
        [
            .. new[] { MadeShop.Button, MadeShop.DarkMode, MadeShop.Secret, MadeShop.Limit, 0 }
                .SelectMany(flag => Enum.GetValues<AskKind>().Where(kind => asks.Last(MadeShop.Id, flag, kind) is not null)
                    .Select(kind => flag is 0 or MadeShop.Button ? $"{kind}" : $"{kind} of {flag}")),
        ];
    }
}
