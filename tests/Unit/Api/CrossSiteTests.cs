using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Api;

public sealed class CrossSiteTests() : ApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Person)
{
    [Fact]
    public async Task A_page_of_another_site_cannot_act_with_a_session()
    {
        var manager = await ManagerAsync();
        var own = Server.Address.GetLeftPart(UriPartial.Authority);

        (await manager.PostAsync(Experiments, NewExperiment(), ("Sec-Fetch-Site", "cross-site"))).ShouldBe(403);
        (await manager.PostAsync(Experiments, NewExperiment(), ("Sec-Fetch-Site", "same-site"))).ShouldBe(403);
        (await manager.PostAsync(Experiments, NewExperiment(), ("Origin", "https://evil.example"))).ShouldBe(403);
        (await manager.PostAsync(Experiments, NewExperiment(), ("Origin", "null"))).ShouldBe(403);
        (await manager.GetAsync(Experiments)).Json["count"]!.GetValue<int>().ShouldBe(0);
        (await manager.PostAsync(Experiments, NewExperiment(), ("Origin", own), ("Sec-Fetch-Site", "same-origin"))).ShouldBe(201);
    }

    [Fact]
    public async Task A_key_is_sent_on_purpose_from_wherever_it_comes()
    {
        using var script = Server.WithKey((await Server.AddKeyAsync(World.ProjectId, Role.ProductManager)).Key);
        (await script.PostAsync(Experiments, NewExperiment(), ("Sec-Fetch-Site", "cross-site"), ("Origin", "https://tools.example"))).ShouldBe(201);
    }

    [Fact]
    public async Task A_key_that_does_not_work_is_not_made_up_for_by_a_session()
    {
        var manager = await ManagerAsync();
        var refused = (await manager.SendAsync(HttpMethod.Get, Experiments, null, ("Authorization", "Api-Key wrong"))).ShouldBe(401);
        refused.Json["detail"]!.GetValue<string>().ShouldBe("Valid Master API Key not found.");
        (await manager.SendAsync(HttpMethod.Get, Experiments, null, ("Authorization", "Basic eDp5"))).ShouldBe(401);
    }

    [Fact]
    public async Task A_key_is_taken_under_each_name_that_clients_give_it_and_says_when_it_ended()
    {
        using var anybody = Server.Anybody();
        var (_, key) = await Server.AddKeyAsync(World.ProjectId, Role.Viewer);
        foreach (var scheme in new[] { "Api-Key", "Bearer", "Token", "api-key" })
        {
            (await anybody.SendAsync(HttpMethod.Get, Experiments, null, ("Authorization", $"{scheme} {key}"))).ShouldBe(200);
        }

        var (_, expired) = await Server.AddKeyAsync(World.ProjectId, Role.Viewer, expiresAt: World.Clock.GetUtcNow());
        (await anybody.SendAsync(HttpMethod.Get, Experiments, null, ("Authorization", $"Api-Key {expired}"))).ShouldBe(401)
            .Json["detail"]!.GetValue<string>().ShouldContain("expired at 2026-03-02T09:00:00Z");
        (await anybody.GetAsync(Experiments)).ShouldBe(401, """{"detail":"Authentication credentials were not provided."}""")
            .Headers["WWW-Authenticate"].ShouldBe("Api-Key");
    }
}
