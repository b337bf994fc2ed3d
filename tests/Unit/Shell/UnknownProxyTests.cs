using System.Net;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Api;

namespace ExperimentAdmin.Unit.Shell;

/// <summary>Behind a proxy that ends HTTPS and is not named in <c>Server:KnownProxies</c>, <c>Server:RedirectToHttps</c> sends nobody round and round.</summary>
public sealed class UnknownProxyTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const string Address = "/account/sign-in";

    private readonly SaidWarnings _said = new();

    [Theory]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Forwarded-Proto", "HTTPS, http")]
    [InlineData("X-Forwarded-Proto", "wss")]
    [InlineData("X-Forwarded-Scheme", "https")]
    [InlineData("X-Forwarded-Ssl", "on")]
    [InlineData("Front-End-Https", "On")]
    [InlineData("Forwarded", "for=10.0.0.1;proto=https;host=flags.example")]
    [InlineData("Forwarded", "for=10.0.0.1; Proto=\"https\"")]
    public async Task WhatCameByHttps_IsAnswered_AndTheLogNamesTheProxy_Once(string header, string value)
    {
        await using var server = await StartAsync(("Server:RedirectToHttps", "true"));
        using var client = Client(server);
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        foreach (var address in (string[])[Address, "/api/v1/flags/", "/js/ui.js", Address])
        {
            using var answer = await client.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
            ((int)answer.StatusCode).ShouldNotBeInRange(300, 399);
            answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse("Nobody is told to stay with what does not work yet.");
        }

        _said.Count("127.0.0.1 is not in Server:KnownProxies").ShouldBe(1);
    }

    [Theory]
    [InlineData("X-Forwarded-Proto", "http")]
    [InlineData("X-Forwarded-Proto", "")]
    [InlineData("X-Forwarded-Ssl", "off")]
    [InlineData("Forwarded", "proto=http")]
    [InlineData("X-Forwarded-Host", "https")]
    public async Task WhatCameByHttp_IsSentToHttps(string header, string value)
    {
        await using var server = await StartAsync(("Server:RedirectToHttps", "true"));
        using var client = Client(server);
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        for (var turn = 0; turn < 5; turn++)
        {
            using var answer = await client.GetAsync(new Uri(Address, UriKind.Relative), Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.TemporaryRedirect, "Whoever follows none, as a probe, is not taken for one that loops.");
        }

        _said.Count("KnownProxies").ShouldBe(0);
    }

    [Fact]
    public async Task ABrowserThatComesBackAgainAndAgain_IsToldWhatToSet()
    {
        await using var server = await StartAsync(("Server:RedirectToHttps", "true"));
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = server.Address };
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        for (var turn = 0; turn < 3; turn++)
        {
            using var sent = await browser.GetAsync(new Uri(Address, UriKind.Relative), Cancellation);
            sent.StatusCode.ShouldBe(HttpStatusCode.TemporaryRedirect);
        }

        using var answer = await browser.GetAsync(new Uri(Address, UriKind.Relative), Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.LoopDetected);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("Server:KnownProxies");
        _said.Count("127.0.0.1 is not in Server:KnownProxies").ShouldBe(1);
    }

    [Fact]
    public async Task WithoutTheSetting_NothingIsSaid()
    {
        await using var server = await StartAsync();
        using var client = Client(server);
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        using var answer = await client.GetAsync(new Uri(Address, UriKind.Relative), Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        _said.Count("KnownProxies").ShouldBe(0);
    }

    private static HttpClient Client(ApiServer server) => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = server.Address,
        DefaultRequestHeaders = { { "Accept", "text/html" } },
    };

    private Task<ApiServer> StartAsync(params (string Key, string Value)[] settings) => ApiServer.StartAsync(
        Database.Options, TimeProvider.System, settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value, StringComparer.Ordinal), _said);
}
