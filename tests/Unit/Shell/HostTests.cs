using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Unit.Api;

namespace ExperimentAdmin.Unit.Shell;

/// <summary>The host that a request names ends up in links and redirects, so only those that the operator named are taken.</summary>
public sealed class HostTests() : ApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key)
{
    private const string Known = "flags.shop.example";

    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["AllowedHosts"] = $"{Known};*.tools.example",
    };

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:80")]
    [InlineData("flags.shop.example.evil.example")]
    [InlineData("tools.example")]
    [InlineData("127.0.0.1")]
    [InlineData("flags.shop.example@evil.example")]
    public async Task AHostThatNobodyNamed_IsRefused_AndRepeatedNowhere(string host)
    {
        foreach (var path in (string[])["/account/sign-in", "/shop", "/api/v1/me/", "/api/v1/flags/", "/ofrep/v1/configuration", "/_blazor/negotiate", "/nowhere", "/health", "/health/flags", "/health/live/x"])
        {
            var (status, answer) = await AskAsync($"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
            status.ShouldBe(400, path);
            answer.ShouldNotContain("evil.example", Case.Insensitive, path);
        }
    }

    [Fact]
    public async Task TheRefusal_HasTheHeadersOfEveryAnswer()
        => (await AskAsync("GET /shop HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")).Answer
            .ShouldContain("X-Content-Type-Options: nosniff", Case.Insensitive);

    [Theory]
    [InlineData(Known)]
    [InlineData("FLAGS.shop.example")]
    [InlineData("flags.shop.example:8443")]
    [InlineData("a.tools.example")]
    public async Task AHostThatTheOperatorNamed_IsTaken(string host)
        => (await AskAsync($"GET /account/sign-in HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).Status.ShouldBe(200);

    [Fact]
    public async Task WhoWatchesOverTheProcess_MayAskItByItsAddress()
        => (await AskAsync("GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")).Status.ShouldBe(200);

    [Theory]
    [InlineData("GET /account/sign-in HTTP/1.0\r\n\r\n")]
    [InlineData("GET /account/sign-in HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n")]
    public async Task ARequestWithoutAHost_IsAnswered(string request) => (await AskAsync(request)).Status.ShouldBe(200);

    [Fact]
    public async Task ALinkOfARequestWithoutAHost_NamesTheHostOfTheOperator()
    {
        var (_, key) = await Server.AddKeyAsync(projectId: null, Role.Administrator);
        var (status, answer) = await AskAsync($"GET /api/v1/people/?page_size=1 HTTP/1.0\r\nAuthorization: Api-Key {key}\r\n\r\n");

        status.ShouldBe(200, answer);
        answer.ShouldContain($"http://{Known}/api/v1/people/?");
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("[::1")]
    [InlineData("flags.shop.example:99999")]
    [InlineData("flags.shop.example:x")]
    [InlineData("fl\u00E4gs.shop.example")]
    [InlineData("flags.shop.example/x")]
    [InlineData("..")]
    [InlineData("%00")]
    public async Task AHostThatIsNone_IsABadRequest_AndNoFault(string host)
    {
        foreach (var path in (string[])["/account/sign-in", "/shop", "/api/v1/me/", "/"])
        {
            (await AskAsync($"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).Status.ShouldBe(400, path);
        }
    }

    private Task<(int Status, string Answer)> AskAsync(string request) => RawHttp.SendAsync(Server.Address, request, Cancellation);
}
