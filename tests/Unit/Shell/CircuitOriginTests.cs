using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Unit.Api;

namespace ExperimentAdmin.Unit.Shell;

/// <summary>The connection behind a page is opened by our own pages alone, whoever's session another site may borrow.</summary>
public sealed class CircuitOriginTests() : ApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Person)
{
    private const string Socket =
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    private Uri Own => Server.Address;

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("https://{0}")]
    [InlineData("http://{0}.evil.example")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://localhost:1")]
    [InlineData("nonsense")]
    [InlineData("http://{0}, https://evil.example")]
    public async Task AnotherOrigin_IsRefused_WhenItNegotiates_AndWhenItConnects(string form)
    {
        var origin = string.Format(null, form, Own.Authority);
        (await ConnectAsync("POST", "/_blazor/negotiate?negotiateVersion=1", $"Origin: {origin}\r\nContent-Length: 0\r\nConnection: close\r\n")).ShouldBe(403);
        (await ConnectAsync("GET", "/_blazor", $"Origin: {origin}\r\n{Socket}")).ShouldBe(403);
        (await ConnectAsync("GET", "/_BLAZOR/?id=x", $"Origin: {origin}\r\n{Socket}")).ShouldBe(403);
        (await ConnectAsync("POST", "/_blazor/disconnect", $"Origin: {origin}\r\nContent-Length: 0\r\nConnection: close\r\n")).ShouldBe(403);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task ABrowserThatSaysItComesFromElsewhere_IsBelieved(string site)
        => (await ConnectAsync("POST", "/_blazor/negotiate?negotiateVersion=1", $"Sec-Fetch-Site: {site}\r\nContent-Length: 0\r\nConnection: close\r\n")).ShouldBe(403);

    [Fact]
    public async Task OurOwnPage_IsLetIn()
    {
        var own = $"{Own.Scheme}://{Own.Authority}";
        (await ConnectAsync("POST", "/_blazor/negotiate?negotiateVersion=1", $"Origin: {own}\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 0\r\nConnection: close\r\n")).ShouldBe(200);
        (await ConnectAsync("GET", "/_blazor", $"Origin: {own}\r\n{Socket}")).ShouldBe(101);
    }

    private async Task<int> ConnectAsync(string method, string path, string headers)
    {
        var cookie = (await AsAsync(Role.Viewer)).Http.DefaultRequestHeaders.GetValues("Cookie").Single();
        return await RawHttp.StatusAsync(Own, $"{method} {path} HTTP/1.1\r\nHost: {Own.Authority}\r\nCookie: {cookie}\r\n{headers}\r\n", Cancellation);
    }
}
