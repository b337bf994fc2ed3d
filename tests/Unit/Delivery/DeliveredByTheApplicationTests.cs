using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.UseCases;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Api;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Unit.Delivery;

/// <summary>The whole application: what the management API saves, the next request of an application gets.</summary>
public abstract class DeliveredByTheApplicationTests(DatabaseProvider provider) : ApiTests(provider, Versioning.V2, ActorKind.Person)
{
    private const string Body = """{"context":{"targetingKey":"user_1"}}""";

    [Fact]
    public async Task ASavedRollout_IsServedByTheNextRequest_AndSoIsItsEnd()
    {
        using var client = await ClientAsync(EnvironmentKeyKind.Client);
        (await ButtonAsync(client)).ShouldBe(("classic", "control"));

        var manager = await ManagerAsync();
        var experiment = await CreateAsync(Rollout(100, enabled: false, 100));
        (await ButtonAsync(client)).ShouldBe(("classic", "control"));
        (await manager.PostAsync($"{experiment}start/")).ShouldBe(200);
        (await ButtonAsync(client)).ShouldBe(("big", "big"));
        (await manager.PatchAsync($"{experiment}rollout/", new JsonObject { ["rollout_percentage"] = 0 })).ShouldBe(200);
        (await ButtonAsync(client)).ShouldBe(("classic", null));
        (await manager.PatchAsync($"{experiment}rollout/", new JsonObject { ["rollout_percentage"] = 100 })).ShouldBe(200);
        (await ButtonAsync(client)).ShouldBe(("big", "big"));
        (await manager.PostAsync($"{experiment}pause/")).ShouldBe(200);
        (await ButtonAsync(client)).ShouldBe(("classic", "control"));
    }

    [Fact]
    public async Task AnExperimentWithoutARollout_HidesTheVariantOfEverybodyFromItsStart()
    {
        using var client = await ClientAsync(EnvironmentKeyKind.Client);
        await World.AllocateDefaultAsync(10_000);
        var experiment = await CreateAsync();
        (await ButtonAsync(client)).ShouldBe(("big", "big"));

        (await (await ManagerAsync()).PostAsync($"{experiment}start/")).ShouldBe(200);

        (await ButtonAsync(client)).ShouldBe(("big", null));
        (await client.PostAsync("/api/v1/identities/", JsonNode.Parse("""{"identifier":"user_1"}"""))).ShouldBe(200)
            .Json["flags"]!.AsArray().ShouldHaveSingleItem()!["variant"].ShouldBeNull();
    }

    [Fact]
    public async Task AKey_OpensFromTheMomentItIsMadeUntilItIsRevoked()
    {
        using var client = await ClientAsync(EnvironmentKeyKind.Server);
        (await client.GetAsync("/api/v1/environment-document/")).ShouldBe(200).Json["api_key"]!.GetValue<string>().ShouldBe("key_Production");
        var access = await World.AccessAsync(Role.Administrator);
        var keys = (await (await AsAsync(Role.Administrator)).GetAsync($"{Environment}/keys/")).ShouldBe(200).Json;
        var id = keys["results"]!.AsArray().ShouldHaveSingleItem()!["id"]!.GetValue<int>();
        (await Server.Services.GetRequiredService<RevokeEnvironmentKey>().RunAsync(new(access, World.EnvironmentId, id, EvenTheLast: true), Cancellation))
            .Error.ShouldBeNull();
        (await client.GetAsync("/api/v1/environment-document/")).ShouldBe(403);
    }

    [Fact]
    public async Task TraitsThatWereSaid_AreKnownAfterARestart()
    {
        using (var client = await ClientAsync(EnvironmentKeyKind.Client))
        {
            (await client.PostAsync("/api/v1/identities/", JsonNode.Parse("""{"identifier":"ann","traits":[{"trait_key":"plan","trait_value":"pro"}]}"""))).ShouldBe(200);
            await RestartAsync();
            using var again = Server.Anybody();
            again.Http.DefaultRequestHeaders.Add("X-Environment-Key", client.Http.DefaultRequestHeaders.GetValues("X-Environment-Key"));
            (await again.GetAsync("/api/v1/identities/?identifier=ann")).ShouldBe(200).Json["traits"]!.ToJsonString()
                .ShouldBe("""[{"id":null,"trait_key":"plan","trait_value":"pro","transient":false}]""");
        }
    }

    [Fact]
    public async Task AnswersToApplications_AreLean_AndTheRestOfTheApplicationIsAsBefore()
    {
        using var client = await ClientAsync(EnvironmentKeyKind.Client);
        var answer = (await client.GetAsync("/api/v1/flags/")).ShouldBe(200);
        answer.Headers.Keys.ShouldNotContain("Content-Security-Policy");
        answer.Headers.Keys.ShouldNotContain("Set-Cookie");
        var management = (await client.GetAsync(Experiments)).ShouldBe(401);
        management.Headers.Keys.ShouldContain("Content-Security-Policy");
        (await (await ManagerAsync()).GetAsync("/api/v1/flags/")).ShouldBe(403, """{"detail":"Invalid or missing Environment key"}""");
        (await client.PostAsync("/ofrep/v1/evaluate/nothing", JsonNode.Parse(Body))).ShouldBe(404);
    }

    private async Task<ApiClient> ClientAsync(EnvironmentKeyKind kind)
    {
        var made = await Server.Services.GetRequiredService<CreateEnvironmentKey>()
            .RunAsync(new(await World.AccessAsync(Role.Administrator), World.EnvironmentId, kind, "Test"), Cancellation);
        var client = Server.Anybody();
        client.Http.DefaultRequestHeaders.Add("X-Environment-Key", made.Value.Token);
        return client;
    }

    // Both ways of asking, which have to agree.
    private static async Task<(string Value, string? Variant)> ButtonAsync(ApiClient client)
    {
        var sdk = (await client.GetAsync("/api/v1/identities/?identifier=user_1&feature=checkout_button")).ShouldBe(200).Json;
        var ofrep = (await client.PostAsync("/ofrep/v1/evaluate/flags/checkout_button", JsonNode.Parse(Body))).ShouldBe(200).Json;
        var answer = (sdk["feature_state_value"]!.GetValue<string>(), sdk["variant"]?.GetValue<string>());
        (ofrep["value"]!.GetValue<string>(), ofrep["variant"]?.GetValue<string>()).ShouldBe(answer);
        return answer;
    }

    public sealed class OnSqlite() : DeliveredByTheApplicationTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : DeliveredByTheApplicationTests(DatabaseProvider.Postgres);
}
