using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Unit.Api;

namespace ExperimentAdmin.Unit.Shell;

/// <summary>Where the operator named no hosts.</summary>
public sealed class AnyHostTests() : ApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Person)
{
    [Theory]
    [InlineData("GET {0} HTTP/1.0\r\n\r\n")]
    [InlineData("POST {0} HTTP/1.0\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("GET {0} HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n")]
    [InlineData("GET {0} HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n")]
    [InlineData("GET {0} HTTP/1.1\r\nHost: [::1\r\nConnection: close\r\n\r\n")]
    [InlineData("GET {0} HTTP/1.1\r\nHost: x:99999\r\nConnection: close\r\n\r\n")]
    [InlineData("GET {0} HTTP/1.1\r\nHost: ..\r\nConnection: close\r\n\r\n")]
    public async Task NoHost_MakesTheServerFail(string request)
    {
        foreach (var path in (string[])["/", "/account/sign-in", "/shop/production", "/nowhere", "/api/v1/me/", "/api/v1/projects/", "/api/v1/flags/", "/_blazor/negotiate", "/health/ready"])
        {
            (await RawHttp.SendAsync(Server.Address, string.Format(null, request, path), Cancellation)).Status.ShouldBeInRange(200, 499, path);
        }
    }

    [Fact]
    public async Task ASessionWithoutAHost_ChangesThings_AndMakesNothingFail()
    {
        var cookie = (await AsAsync(Core.Access.Grants.Role.ProductManager)).Http.DefaultRequestHeaders.GetValues("Cookie").Single();
        var body = NewExperiment().ToJsonString();

        (await RawHttp.SendAsync(
            Server.Address,
            $"POST {Experiments} HTTP/1.0\r\nCookie: {cookie}\r\nOrigin: http://127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}",
            Cancellation)).Status.ShouldBe(403);
        (await RawHttp.SendAsync(
            Server.Address,
            $"GET {Experiments} HTTP/1.0\r\nCookie: {cookie}\r\n\r\n",
            Cancellation)).Status.ShouldBe(200);
    }
}
