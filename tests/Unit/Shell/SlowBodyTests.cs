using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
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
        Hurry();
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

    [Theory]
    [InlineData("/account/sign-out")]
    [InlineData("/account/sign-in")]
    public async Task AFormThatIsSentTooSlowly_IsATimeoutOfTheSender(string path)
    {
        Hurry();

        var (status, answer) = await PostAsync(path, "application/x-www-form-urlencoded", length: 500, "Form.Email=");

        status.ShouldBe(408, answer);
        Server.Logged.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("multipart/form-data", "x")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nx")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "a=b")]
    [InlineData("application/x-www-form-urlencoded", "a=%00&__RequestVerificationToken=%ff%00")]
    [InlineData("application/x-www-form-urlencoded", "{keys}")]
    [InlineData("application/x-www-form-urlencoded", "{large}")]
    public async Task AFormThatIsNone_IsNoFailure(string type, string body)
    {
        var sent = body.Replace("{keys}", string.Join('&', Enumerable.Range(0, 2_000).Select(key => $"k{key}=1")), StringComparison.Ordinal)
            .Replace("{large}", $"{new string('k', 5_000)}={new string('v', 300_000)}", StringComparison.Ordinal);
        foreach (var path in (string[])["/account/sign-out", "/account/sign-in", "/account/set-password", "/setup"])
        {
            var (status, answer) = await PostAsync(path, type, sent.Length, sent);

            status.ShouldBeInRange(300, 499, $"{path} {answer}");
        }

        Server.Logged.ShouldBeEmpty();
    }

    private void Hurry() => Server.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.MinRequestBodyDataRate
        = new MinDataRate(bytesPerSecond: 1_000, gracePeriod: TimeSpan.FromSeconds(1.1));

    private Task<(int Status, string Answer)> PostAsync(string path, string type, int length, string body) => RawHttp.SendAsync(
        Server.Address,
        $"POST {path} HTTP/1.1\r\nHost: {Server.Address.Authority}\r\nConnection: close\r\nContent-Type: {type}\r\nContent-Length: {length}\r\n\r\n{body}",
        Cancellation);
}
