using System.Globalization;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.Unit.Api;

public sealed class RateLimitTests() : ApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key)
{
    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["Api:RequestsPerMinute"] = "3",
        ["Api:RequestsPerMinuteAndAddress"] = "10",
        ["Api:StrangersPerMinute"] = "2",
    };

    [Fact]
    public async Task Each_key_has_its_own_share_strangers_share_one_and_an_address_has_an_end()
    {
        var manager = await ManagerAsync();
        for (var request = 0; request < 3; request++)
        {
            (await manager.GetAsync(Experiments)).ShouldBe(200);
        }

        var refused = (await manager.GetAsync(Experiments)).ShouldBe(429);
        int.Parse(refused.Headers["Retry-After"], CultureInfo.InvariantCulture).ShouldBeInRange(1, 60);
        refused.Json["detail"]!.GetValue<string>().ShouldStartWith("Request was throttled.");
        (await (await AsAsync(Role.Viewer)).GetAsync(Experiments)).ShouldBe(200);

        using var stranger = Server.WithKey("wrong");
        (await stranger.GetAsync(Experiments)).ShouldBe(401);
        (await stranger.GetAsync(Experiments)).ShouldBe(401);
        (await stranger.GetAsync(Experiments)).ShouldBe(429);

        var support = await AsAsync(Role.Support);
        (await support.GetAsync(Experiments)).ShouldBe(200);
        (await support.GetAsync(Experiments)).ShouldBe(200);
        (await support.GetAsync(Experiments)).ShouldBe(200);
        (await (await AsAsync(Role.Administrator)).GetAsync(Experiments)).ShouldBe(200);
        (await (await AsAsync(Role.Administrator)).GetAsync(Experiments)).ShouldBe(429);
    }
}
