using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Unit.Api;

namespace ExperimentAdmin.Unit.Shell;

/// <summary>The application below a path of its host, with a proxy that passes the path on, and with one that takes it away.</summary>
public sealed class MountedTests() : ApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key)
{
    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Server:PathBase"] = "/tools/" };

    [Theory]
    [InlineData("/tools/api/v1/flags/")]
    [InlineData("/tools//api//v1/flags/")]
    [InlineData("//tools/api/v1//flags/")]
    [InlineData("/api/v1//flags/")]
    [InlineData("//api/v1/flags/")]
    [InlineData("//TOOLS//api/v1/flags")]
    public async Task ABaseAddress_WithASlashAtItsEnd_IsServed(string path)
        => (await RawHttp.SendAsync(Server.Address, $"GET {path} HTTP/1.1\r\nHost: {Server.Address.Authority}\r\nConnection: close\r\n\r\n", Cancellation))
            .ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(403), answer => answer.Answer.ShouldContain("Invalid or missing Environment key"));
}
