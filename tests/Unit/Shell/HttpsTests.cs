using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Unit.Api;

namespace ExperimentAdmin.Unit.Shell;

/// <summary>Behind a proxy that ends HTTPS.</summary>
public sealed class HttpsTests() : ApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key)
{
    private const string Known = "flags.shop.example";

    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["AllowedHosts"] = Known,
        ["Server:KnownProxies"] = "127.0.0.1",
        ["Server:RedirectToHttps"] = "true",
    };

    [Fact]
    public async Task BrowsersAreToldToComeByHttps_ForAYear()
        => (await AskAsync($"X-Forwarded-Proto: https\r\nX-Forwarded-Host: {Known}")).Answer.ShouldContain("Strict-Transport-Security: max-age=31536000");

    [Fact]
    public async Task TheHostIsTheOneThatTheProxyWasAskedFor()
    {
        (await AskAsync($"X-Forwarded-Proto: https\r\nX-Forwarded-Host: {Known}")).Status.ShouldBe(200);
        (await AskAsync("X-Forwarded-Proto: https\r\nX-Forwarded-Host: evil.example")).Status.ShouldBe(400);
        (await AskAsync("X-Forwarded-Proto: https")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task WhoComesByHttp_IsSentToAHostThatTheOperatorNamed()
    {
        (await AskAsync($"X-Forwarded-Host: {Known}")).Answer.ShouldContain($"Location: https://{Known}/account/sign-in");
        (await AskAsync("X-Forwarded-Host: evil.example")).Answer.ShouldNotContain("evil.example");
    }

    [Theory]
    [InlineData("wss", 200)]
    [InlineData("WSS", 200)]
    [InlineData("ws", 307)]
    [InlineData("javascript", 307)]
    public async Task TheSchemeIsTheOneThatTheProxyWasAskedBy_HoweverItNamesIt(string scheme, int status)
    {
        var answer = await AskAsync($"X-Forwarded-Proto: {scheme}\r\nX-Forwarded-Host: {Known}");

        answer.Status.ShouldBe(status);
        answer.Answer.ShouldNotContain("javascript:");
    }

    private Task<(int Status, string Answer)> AskAsync(string headers) => RawHttp.SendAsync(
        Server.Address, $"GET /account/sign-in HTTP/1.1\r\nHost: {Server.Address.Authority}\r\nConnection: close\r\n{headers}\r\n\r\n", Cancellation);
}
