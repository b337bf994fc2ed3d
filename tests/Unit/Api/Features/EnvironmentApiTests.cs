using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Api.Features;

/// <summary>Environments, their settings and their keys.</summary>
public abstract class EnvironmentApiTests(DatabaseProvider provider, Versioning versioning, ActorKind caller) : ApiTests(provider, versioning, caller)
{
    private string Environments => $"/api/v1/projects/{World.ProjectId}/environments/";

    private static string Keys => $"{Environment}/keys/";

    [Fact]
    public async Task AnEnvironment_IsCreated_Listed_AndFoundByItsKey()
    {
        var administrator = await AsAsync(Role.Administrator);

        var created = (await administrator.PostAsync(Environments, new JsonObject
        {
            ["name"] = "Staging",
            ["versioning"] = "v1",
            ["copy_from"] = World.EnvironmentId,
        })).ShouldBe(201);

        created.Json["key"]!.GetValue<string>().ShouldNotBeEmpty();
        created.Json["project"]!.GetValue<int>().ShouldBe(World.ProjectId);
        created.Json["versioning"]!.GetValue<string>().ShouldBe("v1");
        created.ETag.ShouldBe("\"1\"");
        var found = (await (await AsAsync(Role.Viewer)).GetAsync($"/api/v1/environments/{created.Json["key"]}/")).ShouldBe(200);
        JsonNode.DeepEquals(found.Json, created.Json).ShouldBeTrue(found.Text);
        (await administrator.GetAsync(Environments)).Rows("key").ShouldBe(["key_Production", created.Json["key"]!.GetValue<string>()]);
        (await administrator.GetAsync($"{Environments}?q=sTaG")).Rows("slug").ShouldBe(["staging"]);

        (await administrator.PostAsync(Environments, new JsonObject { ["name"] = "staging" })).ShouldBeProblem(409, "name_taken", "name");
        (await administrator.PostAsync(Environments, new JsonObject { ["name"] = "Test", ["copy_from"] = 999 }))
            .ShouldBeProblem(400, "copy_unknown", "copy_from");
        (await administrator.PostAsync(Environments, new JsonObject())).ShouldBeProblem(400, "invalid", "name");
        (await (await ManagerAsync()).PostAsync(Environments, new JsonObject { ["name"] = "Mine" })).ShouldBeProblem(403, "role_too_low");
    }

    [Fact]
    public async Task AnEdit_ReachesEverySetting_AndKeepsWhatItLeavesOut()
    {
        var administrator = await AsAsync(Role.Administrator);
        var read = (await administrator.GetAsync($"{Environment}/")).ShouldBe(200);
        read.Json["hide_disabled_flags"].ShouldBeNull();
        read.Json["allow_client_traits"]!.GetValue<bool>().ShouldBeTrue();

        var all = new JsonObject
        {
            ["name"] = "Live",
            ["is_production"] = true,
            ["hide_disabled_flags"] = true,
            ["hide_sensitive_data"] = true,
            ["allow_client_traits"] = false,
            ["allowed_origins"] = new JsonArray("https://Shop.example", "http://localhost:3000"),
        };
        var edited = (await administrator.PatchAsync($"{Environment}/", all, ("If-Match", read.ETag!))).ShouldBe(200);
        all["allowed_origins"]![0] = "https://shop.example";
        foreach (var (name, value) in all)
        {
            JsonNode.DeepEquals(edited.Json[name], value).ShouldBeTrue($"{name}: {edited.Text}");
        }

        var kept = (await administrator.PatchAsync($"{Environment}/", new JsonObject { ["hide_disabled_flags"] = null })).ShouldBe(200);
        kept.Json["hide_disabled_flags"].ShouldBeNull();
        kept.Json["name"]!.GetValue<string>().ShouldBe("Live");
        kept.Json["allowed_origins"]!.AsArray().Count.ShouldBe(2);
        (await administrator.PatchAsync($"{Environment}/", new JsonObject { ["allowed_origins"] = new JsonArray() })).ShouldBe(200)
            .Json["allowed_origins"]!.AsArray().ShouldBeEmpty();

        (await administrator.PatchAsync($"{Environment}/", new JsonObject { ["name"] = "Late" }, ("If-Match", read.ETag!)))
            .ShouldBeProblem(412, "stale_revision");
        (await administrator.PatchAsync($"{Environment}/", new JsonObject { ["allowed_origins"] = new JsonArray("shop.example/path") }))
            .ShouldBeProblem(400, "origin_malformed", "allowed_origins");
        (await administrator.PatchAsync($"{Environment}/", new JsonObject { ["allowed_origins"] = "https://shop.example" }))
            .ShouldBeProblem(400, "invalid", "allowed_origins");
        (await (await ManagerAsync()).PatchAsync($"{Environment}/", new JsonObject { ["name"] = "Mine" })).ShouldBeProblem(403, "role_too_low");
    }

    [Fact]
    public async Task AnEnvironment_IsArchivedAndBroughtBack()
    {
        var administrator = await AsAsync(Role.Administrator);
        var manager = await ManagerAsync();

        (await administrator.PostAsync($"{Environment}/archive/")).ShouldBe(200).Json["is_archived"]!.GetValue<bool>().ShouldBeTrue();
        (await manager.PostAsync(Experiments, NewExperiment())).ShouldBe(409);
        (await administrator.PostAsync($"{Environment}/restore/", body: null, ("If-Match", "\"77\""))).ShouldBeProblem(412, "stale_revision");
        (await administrator.PostAsync($"{Environment}/restore/")).ShouldBe(200).Json["is_archived"]!.GetValue<bool>().ShouldBeFalse();

        await CreateAsync();
        (await administrator.PostAsync($"{Environment}/archive/")).Status.ShouldBe(409, "an experiment in it is not completed");
        (await manager.PostAsync($"{Environment}/archive/")).ShouldBeProblem(403, "role_too_low");
    }

    [Fact]
    public async Task AnEnvironment_GoesToPublishedVersionsOnce()
    {
        var administrator = await AsAsync(Role.Administrator);

        if (Versioning is Versioning.V1)
        {
            (await administrator.PostAsync($"{Environment}/switch-to-v2/")).ShouldBe(200).Json["versioning"]!.GetValue<string>().ShouldBe("v2");
        }

        (await administrator.PostAsync($"{Environment}/switch-to-v2/")).ShouldBeProblem(409, "versioning_one_way");
    }

    [Fact]
    public async Task AnEnvironment_IsDeletedByItsTypedName_UnlessItIsTheLast()
    {
        var administrator = await AsAsync(Role.Administrator);
        (await administrator.DeleteAsync($"{Environment}/?confirm=Production")).ShouldBeProblem(409, "last_environment");
        var created = (await administrator.PostAsync(Environments, new JsonObject { ["name"] = "Müll & co" })).ShouldBe(201);
        var address = $"/api/v1/environments/{created.Json["key"]}/";

        (await administrator.DeleteAsync(address)).ShouldBeProblem(400, "name_not_confirmed", "confirm");
        (await administrator.DeleteAsync($"{address}?confirm={Uri.EscapeDataString("Müll & co")}", ("If-Match", "\"77\""))).ShouldBeProblem(412, "stale_revision");
        (await administrator.DeleteAsync($"{address}?confirm={Uri.EscapeDataString("Müll & co")}")).ShouldBe(204);

        var gone = (await administrator.GetAsync(address)).ShouldBeProblem(403, "project_not_found");
        (await administrator.GetAsync("/api/v1/environments/never/")).ShouldBeLike(gone);
    }

    [Fact]
    public async Task AKey_IsShownInTheAnswerThatMadeIt_AndNowhereElse()
    {
        var administrator = await AsAsync(Role.Administrator);

        var server = (await administrator.PostAsync(Keys, new JsonObject { ["kind"] = "server", ["name"] = "Checkout service" })).ShouldBe(201);
        var client = (await administrator.PostAsync(Keys, new JsonObject { ["kind"] = "client", ["name"] = "Web" })).ShouldBe(201);

        var token = server.Json["key"]!.GetValue<string>();
        token.ShouldStartWith("ser.");
        var list = await (await AsAsync(Role.Viewer)).GetAsync(Keys);
        list.Rows("name").ShouldBe(["Web", "Checkout service"]);
        list.Rows("kind").ShouldBe(["client", "server"]);
        list.Rows("usable").ShouldBe(["true", "true"]);
        list.Text.ShouldNotContain(token);
        list.Text.ShouldNotContain(client.Json["key"]!.GetValue<string>());
        token.ShouldStartWith(list.Json["results"]![1]!["hint"]!.GetValue<string>().TrimEnd('…'));

        (await administrator.PostAsync(Keys, new JsonObject { ["kind"] = "admin", ["name"] = "" })).ShouldBeProblem(400, "invalid", "kind")
            .ShouldBeProblem(400, "invalid", "name");
        (await administrator.PostAsync(Keys, new JsonObject { ["kind"] = "client", ["name"] = new string('x', 101) })).ShouldBeProblem(400, "name_too_long", "name");
        (await (await ManagerAsync()).PostAsync(Keys, new JsonObject { ["kind"] = "server", ["name"] = "Mine" })).ShouldBeProblem(403, "role_too_low");
    }

    [Fact]
    public async Task AKey_IsRotatedAndRevoked()
    {
        var administrator = await AsAsync(Role.Administrator);
        var old = (await administrator.PostAsync(Keys, new JsonObject { ["kind"] = "server", ["name"] = "Checkout service" })).ShouldBe(201).Json;

        (await administrator.PostAsync($"{Keys}{old["id"]}/rotate/", new JsonObject { ["overlap"] = 90 * 86_400 + 1 }))
            .ShouldBeProblem(400, "overlap_out_of_range", "overlap");
        var made = (await administrator.PostAsync($"{Keys}{old["id"]}/rotate/", new JsonObject { ["overlap"] = 3_600 })).ShouldBe(201).Json;
        made["key"]!.GetValue<string>().ShouldNotBe(old["key"]!.GetValue<string>());
        made["name"]!.GetValue<string>().ShouldBe("Checkout service");
        var rows = (await administrator.GetAsync(Keys)).ShouldBe(200).Json["results"]!.AsArray();
        rows[1]!["expires_at"].ShouldNotBeNull();

        (await administrator.DeleteAsync($"{Keys}{old["id"]}/")).ShouldBe(204);
        (await administrator.DeleteAsync($"{Keys}{old["id"]}/")).ShouldBeProblem(404, "key_not_found");
        (await administrator.DeleteAsync($"{Keys}{made["id"]}/")).ShouldBeProblem(409, "last_key");
        (await administrator.DeleteAsync($"{Keys}{made["id"]}/?confirm=true")).ShouldBe(204);
        (await administrator.GetAsync(Keys)).Rows("usable").ShouldBe(["false", "false"]);
        (await administrator.PostAsync($"{Keys}{made["id"]}/rotate/")).ShouldBeProblem(404, "key_not_found");
    }

    public sealed class KeyOnV1() : EnvironmentApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key);
}
