using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Flags.Domain;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Unit.Api;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ExperimentAdmin.Unit.Shell;

/// <summary>Who sends a body too slowly or in parts that are none is told so; nothing of ours failed.</summary>
public sealed class SlowBodyTests() : ApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key)
{
    [Fact]
    public async Task ABodyThatIsSentTooSlowly_IsATimeoutOfTheSender()
    {
        Server.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.MinRequestBodyDataRate
            = new MinDataRate(bytesPerSecond: 1_000, gracePeriod: TimeSpan.FromSeconds(1.1));
        var (_, key) = await Server.AddKeyAsync(World.ProjectId, Role.ProductManager);

        var (status, answer) = await RawHttp.SendAsync(
            Server.Address,
            $"POST {Experiments} HTTP/1.1\r\nHost: {Server.Address.Authority}\r\nAuthorization: Api-Key {key}\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{{\"name\":",
            Cancellation);

        status.ShouldBe(408, answer);
        Server.Logged.ShouldBeEmpty();
    }

    [Fact]
    public async Task ABodyWhosePartsAreNone_IsABadRequest()
    {
        var (_, key) = await Server.AddKeyAsync(World.ProjectId, Role.ProductManager);

        var (status, answer) = await RawHttp.SendAsync(
            Server.Address,
            $"POST {Experiments} HTTP/1.1\r\nHost: {Server.Address.Authority}\r\nAuthorization: Api-Key {key}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{{}}\r\n0\r\n\r\n",
            Cancellation);

        status.ShouldBe(400, answer);
        Server.Logged.ShouldBeEmpty();
    }
}
