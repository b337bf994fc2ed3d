using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Api;

/// <summary>The addresses of SDKs, whether or not we have them, answer in the form of SDKs and never ask for a key of the management API.</summary>
public sealed class SdkAddressTests() : ApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key)
{
    private static readonly string[] s_methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>Without their slash at the end.</summary>
    public static TheoryData<string, bool> Addresses() => new()
    {
        { "/api/v1/flags", true },
        { "/api/v1/identities", true },
        { "/api/v1/environment-document", true },
        { "/api/v1/analytics/flags", true },
        { "/api/v2/analytics/flags", true },
        { "/api/v1/flags/user_1", false },
        { "/api/v1/flags/user_1/checkout_button", false },
        { "/api/v1/identities/user_1", false },
        { "/api/v1/identities/user_1/traits/plan", false },
        { "/api/v1/identities/segments", false },
        { "/api/v1/traits", false },
        { "/api/v1/traits/bulk", false },
        { "/api/v1/environment-document/5", false },
        { "/api/v1/analytics", false },
        { "/api/v1/analytics/telemetry", false },
        { "/api/v2/flags", false },
        { "/api/v2/analytics", false },
        { "/api/v2/experiments/5", false },
        { "/sse", false },
        { "/sse/environments/key_Production/stream", false },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task With_whatever_key_and_method_an_SDK_reads_its_own_refusal(string address, bool isOurs)
    {
        var management = (await Server.AddKeyAsync(World.ProjectId, Role.Administrator)).Key;
        using var client = Server.Anybody();
        (string, string)[][] credentials =
        [
            [],
            [("X-Environment-Key", "nope")],
            [("X-Environment-Key", "ser.nope")],
            [("Authorization", $"Api-Key {management}")],
            [("Authorization", "Bearer nope"), ("X-Environment-Key", management)],
        ];
        foreach (var path in new[] { address, $"{address}/", $"{address}//", address.ToUpperInvariant() })
        {
            foreach (var method in s_methods)
            {
                foreach (var headers in credentials)
                {
                    var answer = await client.SendAsync(new HttpMethod(method), path, method is "GET" or "HEAD" ? null : new JsonObject(), headers);
                    answer.Status.ShouldBeOneOf(isOurs ? [403, 404, 405] : [404], $"{method} {path}");
                    answer.Headers.ShouldNotContainKey("WWW-Authenticate");
                    answer.Headers["Content-Type"].ShouldBe("application/json");
                    if (method is not "HEAD")
                    {
                        answer.Json.AsObject().ShouldHaveSingleItem().Key.ShouldBe("detail");
                    }
                }
            }
        }
    }
}
