using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;

namespace ExperimentAdmin.Unit.Api.Features;

/// <summary>Features of a project over HTTP.</summary>
public abstract class FeatureApiTests(DatabaseProvider provider, Versioning versioning, ActorKind caller) : ApiTests(provider, versioning, caller)
{
    public sealed class KeyOnV1() : FeatureApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key);

    private string List => $"/api/v1/projects/{World.ProjectId}/features/";

    private string Own => $"{List}{World.FeatureId}/";

    [Fact]
    public async Task A_feature_is_created_with_its_variants_in_every_environment()
    {
        var manager = await ManagerAsync();

        var created = (await manager.PostAsync(List, JsonNode.Parse(
            """
            {"name":"free_shipping","value_type":"integer","initial_value":50,"default_enabled":true,"description":"From which sum on",
             "server_key_only":true,"variants":[{"key":"low","value":"25"},{"key":"none","value":0}],"unknown":1}
            """))).ShouldBe(201);

        var id = created.Json["id"]!.GetValue<int>();
        var read = (await (await AsAsync(Role.Viewer)).GetAsync($"{List}{id}/")).ShouldBe(200);
        JsonNode.DeepEquals(read.Json, created.Json).ShouldBeTrue(read.Text);
        read.ETag.ShouldBe("\"1\"");
        (read.Json["value_type"]!.GetValue<string>(), read.Json["initial_value"]!.GetValue<string>(), read.Json["server_key_only"]!.GetValue<bool>())
            .ShouldBe(("integer", "50", true));
        read.Json["variants"]!.AsArray().Select(variant => (variant!["key"]!.GetValue<string>(), variant["value"]!.GetValue<string>()))
            .ShouldBe([("low", "25"), ("none", "0")]);
        (await manager.GetAsync($"{Environment}/features/{id}/")).ShouldBe(200).Json["default"]!["enabled"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_written_about_the_variants_of_a_new_feature_is_kept_and_recorded()
    {
        var manager = await ManagerAsync();

        var created = (await manager.PostAsync(List, JsonNode.Parse(
            """
            {"name":"shipping","variants":[{"key":"low","value":"25","description":" From 25 on. "},{"key":"none","value":"0","description":null}]}
            """))).ShouldBe(201);

        var id = created.Json["id"]!.GetValue<int>();
        (await manager.GetAsync($"{List}{id}/mv-options/")).ShouldBe(200).Json["results"]!.AsArray()
            .Select(option => option!["description"]!.GetValue<string>()).ShouldBe(["From 25 on.", string.Empty]);
        (await World.HistoryAsync(AuditKey.Feature(id))).ShouldHaveSingleItem().AfterJson!.ShouldContain("From 25 on.");
        var refused = (await manager.PostAsync(List, new JsonObject
        {
            ["name"] = "other",
            ["variants"] = new JsonArray(new JsonObject { ["key"] = "low", ["value"] = "25", ["description"] = new string('x', 501) }),
        })).ShouldBe(400);
        refused.Json["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["variants[0].description"]);
    }

    [Fact]
    public async Task Owner_and_tags_of_a_feature_are_taken_shown_and_searched()
    {
        var manager = await ManagerAsync();
        var viewer = (await World.AccessAsync(Role.Viewer)).Actor.Id!.Value;

        var created = (await manager.PostAsync(List, new JsonObject { ["name"] = "limit", ["tags"] = new JsonArray("UX", "ux"), ["owner"] = viewer }))
            .ShouldBe(201).Json;

        created["owner"]!.ToJsonString().ShouldBe($$"""{"id":{{viewer}},"name":"Viewer"}""");
        (await manager.GetAsync($"{List}?q=ux")).ShouldBe(200).Json["results"]!.AsArray().Single()!["tags"]!.ToJsonString().ShouldBe("[\"ux\"]");
        var edited = (await manager.PatchAsync($"{List}{created["id"]}/", new JsonObject { ["owner"] = null, ["tags"] = new JsonArray("search") }))
            .ShouldBe(200).Json;
        (edited["owner"], edited["tags"]!.ToJsonString()).ShouldBe((null, "[\"search\"]"));
        var refused = (await manager.PatchAsync($"{List}{created["id"]}/", new JsonObject { ["owner"] = 99_999, ["tags"] = new JsonArray("a,b") }))
            .ShouldBe(400).Json;
        refused["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["owner", "tags"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_cannot_be_created_is_refused_with_every_input_named()
    {
        var (manager, support) = (await ManagerAsync(), await AsAsync(Role.Support));
        var before = await World.FingerprintAsync();

        var missing = (await manager.PostAsync(List, new JsonObject { ["value_type"] = "float", ["variants"] = new JsonArray(new JsonObject()) })).ShouldBe(400);
        missing.Headers["Content-Type"].ShouldStartWith("application/problem+json");
        missing.Json["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["value_type", "name", "variants[0].key", "variants[0].value"], ignoreOrder: true);

        var broken = (await manager.PostAsync(List, JsonNode.Parse(
            """{"name":"white space","value_type":"integer","initial_value":"x","variants":[{"key":"control","value":"1"},{"key":"b","value":"y"}]}"""))).ShouldBe(400);
        broken.Json["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["name", "initial_value", "variants[0].key", "variants[1].value"], ignoreOrder: true);
        (await manager.PostAsync(List, new JsonObject { ["name"] = "Checkout_Button" })).ShouldBe(409).Json["code"]!.GetValue<string>().ShouldBe("name_taken");
        (await support.PostAsync(List, new JsonObject { ["name"] = "new" })).ShouldBe(403).Json["code"]!.GetValue<string>().ShouldBe("role_too_low");
        (await World.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_name_that_every_object_of_JavaScript_has_is_refused_of_a_feature_and_of_a_variant()
    {
        var manager = await ManagerAsync();
        var before = await World.FingerprintAsync();

        var refused = (await manager.PostAsync(List, JsonNode.Parse("""{"name":" toString ","variants":[{"key":"__proto__","value":"x"}]}"""))).ShouldBe(400);

        refused.Json["errors"]!["name"]!.ToJsonString().ShouldContain("Every object of JavaScript");
        refused.Json["errors"]!["variants[0].key"]!.ToJsonString().ShouldContain("Every object of JavaScript");
        (await World.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task An_edit_keeps_what_it_does_not_name_and_refuses_an_older_revision()
    {
        var manager = await ManagerAsync();
        var tag = (await manager.GetAsync(Own)).ETag!;

        var edited = (await manager.PatchAsync(Own, new JsonObject { ["description"] = "The button" }, ("If-Match", tag))).ShouldBe(200);

        (edited.Json["description"]!.GetValue<string>(), edited.Json["initial_value"]!.GetValue<string>()).ShouldBe(("The button", "classic"));
        edited.ETag.ShouldNotBe(tag);
        (await manager.PatchAsync(Own, new JsonObject { ["description"] = "Mine" }, ("If-Match", tag))).ShouldBe(412).Json["detail"]!.GetValue<string>().ShouldContain("changed this");
        (await manager.PatchAsync(Own, JsonNode.Parse("""{"initial_value":null}""")!)).ShouldBe(200).Json["initial_value"].ShouldBeNull();
        (await manager.PatchAsync(Own, new JsonObject { ["name"] = "other" })).ShouldBe(400).Json["errors"]!["name"].ShouldNotBeNull();
        var before = await World.FingerprintAsync();
        (await manager.PatchAsync(Own, new JsonObject { ["description"] = "The button" })).ShouldBe(200);
        (await World.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Features_are_searched_put_away_brought_back_and_deleted()
    {
        var manager = await ManagerAsync();
        var dark = (await manager.PostAsync(List, new JsonObject { ["name"] = "dark_mode" })).ShouldBe(201).Json["id"]!.GetValue<int>();

        (await NamesAsync("?q=DARK")).ShouldBe(["dark_mode"]);
        (await NamesAsync("?page_size=1&page=2")).ShouldBe(["dark_mode"]);
        var archived = (await manager.PostAsync($"{List}{dark}/archive/")).ShouldBe(200);
        archived.Json["is_archived"]!.GetValue<bool>().ShouldBeTrue();
        (await NamesAsync("")).ShouldBe(["checkout_button"]);
        (await NamesAsync("?archived=true")).ShouldBe(["dark_mode"]);
        (await manager.PatchAsync($"{List}{dark}/", new JsonObject { ["description"] = "x" })).ShouldBe(409).Json["code"]!.GetValue<string>().ShouldBe("flag_archived");
        (await manager.PostAsync($"{List}{dark}/restore/")).ShouldBe(200).Json["is_archived"]!.GetValue<bool>().ShouldBeFalse();
        (await manager.DeleteAsync($"{List}{dark}/", ("If-Match", archived.ETag!))).ShouldBe(412);
        (await manager.DeleteAsync($"{List}{dark}/")).ShouldBe(204);
        (await manager.GetAsync($"{List}{dark}/")).ShouldBe(404).Json["code"]!.GetValue<string>().ShouldBe("flag_not_found");
        (await manager.GetAsync($"{List}?page=2")).ShouldBe(404);

        await World.CreateExperimentAsync();
        (await manager.DeleteAsync(Own)).ShouldBe(409).Json["detail"]!.GetValue<string>().ShouldContain("Checkout button size");
        (await manager.PostAsync($"{Own}archive/")).ShouldBe(409);
    }

    private async Task<IEnumerable<string>> NamesAsync(string query)
        => [.. (await (await AsAsync(Role.Viewer)).GetAsync(List + query)).ShouldBe(200).Json["results"]!.AsArray().Select(item => item!["name"]!.GetValue<string>())];
}
