using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;

namespace ExperimentAdmin.Unit.Api.Features;

/// <summary>What an environment serves of its features, over HTTP.</summary>
public abstract class FlagApiTests(DatabaseProvider provider, Versioning versioning, ActorKind caller) : ApiTests(provider, versioning, caller)
{
    public sealed class KeyOnV1() : FlagApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key);

    public sealed class SessionOnV2() : FlagApiTests(DatabaseProvider.Sqlite, Versioning.V2, ActorKind.Person);

    private string Own => $"{Environment}/features/{World.FeatureId}/";

    [Fact]
    public async Task A_flag_shows_default_overrides_variants_and_the_rollout()
    {
        var viewer = await AsAsync(Role.Viewer);
        var (a, b) = (await World.AddSegmentAsync("A"), await World.AddSegmentAsync("B"));
        (await World.PutOverrideAsync(a, new() { Allocations = World.Shares(10_000) })).Error.ShouldBeNull();
        (await World.PutOverrideAsync(b)).Error.ShouldBeNull();
        var experiment = await World.CreateExperimentAsync(World.Rollout(2_050, enabled: true, 5_000));

        var read = (await viewer.GetAsync(Own)).ShouldBe(200);

        var revision = (await World.FlagAsync()).Head.Revision;
        read.ETag.ShouldBe($"\"{revision}\"");
        JsonNode.DeepEquals(read.Json["segment_overrides"], JsonNode.Parse(
            $$"""
            [{"segment":{{a}},"segment_name":"A","priority":0,"enabled":true,"value":"classic",
              "multivariate_feature_state_values":[{"multivariate_feature_option":{{World.Variants[0]}},"percentage_allocation":100}]},
             {"segment":{{b}},"segment_name":"B","priority":1,"enabled":true,"value":"classic","multivariate_feature_state_values":[]}]
            """)).ShouldBeTrue(read.Text);
        JsonNode.DeepEquals(read.Json["rollout"], JsonNode.Parse(
            $$"""
            {"experiment":{{experiment}},"rollout_percentage":20.5,"enabled":true,"value":"classic",
             "multivariate_feature_state_values":[{"multivariate_feature_option":{{World.Variants[0]}},"percentage_allocation":50}]}
            """)).ShouldBeTrue(read.Text);
        read.Json["variants"]!.AsArray().Select(variant => variant!["key"]!.GetValue<string>()).ShouldBe(["big", "bigger", "biggest"]);
        var row = (await viewer.GetAsync($"{Environment}/features/?q=checkout")).ShouldBe(200).Json["results"]!.AsArray().ShouldHaveSingleItem()!;
        (row["id"]!.GetValue<int>(), row["segment_overrides"]!.GetValue<int>(), row["experiment"]!["name"]!.GetValue<string>(), row["revision"]!.GetValue<int>())
            .ShouldBe((World.FeatureId, 2, "Checkout button size", revision));
        (await viewer.GetAsync($"{Environment}/features/?archived=true")).ShouldBe(200).Json["count"]!.GetValue<int>().ShouldBe(0);
        (await viewer.GetAsync($"{Environment}/features/999999/")).ShouldBe(404).Json["code"]!.GetValue<string>().ShouldBe("flag_not_found");
    }

    [Fact]
    public async Task The_default_takes_what_is_named()
    {
        var manager = await ManagerAsync();
        var tag = (await manager.GetAsync(Own)).ETag!;

        var changed = (await manager.PatchAsync(
            $"{Own}default/", new JsonObject { ["multivariate_feature_state_values"] = Split(33.33, 33.33, 33.34) }, ("If-Match", tag))).ShouldBe(200);

        JsonNode.DeepEquals(changed.Json["default"]!["multivariate_feature_state_values"], Split(33.33, 33.33, 33.34)).ShouldBeTrue(changed.Text);
        changed.Json["default"]!["value"]!.GetValue<string>().ShouldBe("classic");
        (await manager.PatchAsync($"{Own}default/", JsonNode.Parse("""{"value":null}""")!)).ShouldBe(200).Json["default"]!["value"].ShouldBeNull();
        (await manager.PatchAsync($"{Own}default/", JsonNode.Parse("""{"enabled":false}""")!, ("If-Match", tag))).ShouldBe(412);
        var before = await World.FingerprintAsync();
        var refused = (await manager.PatchAsync($"{Own}default/", new JsonObject { ["multivariate_feature_state_values"] = Split(60, 60) })).ShouldBe(400);
        refused.Json["code"]!.GetValue<string>().ShouldBe("allocations_too_large");
        refused.Json["errors"]!["multivariate_feature_state_values"].ShouldNotBeNull();
        (await manager.PatchAsync($"{Own}default/", JsonNode.Parse("""{"enabled":7}""")!)).ShouldBe(400).Json["errors"]!["enabled"].ShouldNotBeNull();
        (await World.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Overrides_are_put_ordered_and_taken_away()
    {
        var manager = await ManagerAsync();
        var (a, b) = (await World.AddSegmentAsync("A"), await World.AddSegmentAsync("B"));

        (await manager.PutAsync($"{Own}segments/{a}/", JsonNode.Parse("""{"enabled":false,"value":"own"}""")!)).ShouldBe(200);
        var put = (await manager.PutAsync($"{Own}segments/{b}/", JsonNode.Parse("""{"priority":0}""")!)).ShouldBe(200);
        put.Json["segment_overrides"]!.AsArray().Select(one => one!["segment"]!.GetValue<int>()).ShouldBe([b, a]);
        put.Json["segment_overrides"]![1]!["value"]!.GetValue<string>().ShouldBe("own");

        var ordered = (await manager.PutAsync($"{Own}segments/order/", new JsonObject { ["segments"] = new JsonArray(a, b) })).ShouldBe(200);
        ordered.Json["segment_overrides"]!.AsArray().Select(one => one!["segment"]!.GetValue<int>()).ShouldBe([a, b]);
        (await manager.PutAsync($"{Own}segments/order/", new JsonObject { ["segments"] = new JsonArray(a) })).ShouldBe(409)
            .Json["detail"]!.GetValue<string>().ShouldContain($"segment {b} is missing");
        (await manager.PutAsync($"{Own}segments/order/", new JsonObject { ["segments"] = new JsonArray(a, b, 424_242, a) }))
            .ShouldBeProblem(400, "override_order_incomplete", "segments").Json["detail"]!.GetValue<string>()
            .ShouldContain($"segment {a} is named twice; segment 424242 is without an override here.");
        (await manager.PutAsync($"{Own}segments/order/", new JsonObject { ["segments"] = "x" })).ShouldBe(400);

        (await manager.DeleteAsync($"{Own}segments/{a}/", ("If-Match", put.ETag!))).ShouldBe(412);
        (await manager.DeleteAsync($"{Own}segments/{a}/")).ShouldBe(204);
        (await manager.DeleteAsync($"{Own}segments/{a}/")).ShouldBe(404).Json["code"]!.GetValue<string>().ShouldBe("override_not_found");
        (await manager.PutAsync($"{Own}segments/424242/", JsonNode.Parse("{}")!)).ShouldBe(404).Json["code"]!.GetValue<string>().ShouldBe("segment_unknown");
        (await manager.PutAsync($"{Own}segments/{b}/", new JsonObject { ["multivariate_feature_state_values"] = Split(100, 1) })).ShouldBe(400)
            .Json["errors"]!["multivariate_feature_state_values"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_running_experiment_freezes_all_of_it_but_identities()
    {
        var (manager, support) = (await ManagerAsync(), await AsAsync(Role.Support));
        var segment = await World.AddSegmentAsync("A");
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true);
        var system = (await World.FlagAsync()).Overrides[^1].Scope.SegmentId!.Value;
        var before = await World.FingerprintAsync();

        foreach (var answer in new[]
        {
            await manager.PatchAsync($"{Own}default/", JsonNode.Parse("""{"enabled":false}""")!),
            await manager.PutAsync($"{Own}segments/{segment}/", JsonNode.Parse("""{"enabled":false}""")!),
            await manager.DeleteAsync($"{Own}segments/{system}/"),
            await manager.PutAsync($"{Own}segments/order/", JsonNode.Parse("""{"segments":[]}""")!),
        })
        {
            answer.ShouldBe(409).Json["code"]!.GetValue<string>().ShouldBe("flag_frozen");
        }

        (await support.PatchAsync($"{Own}default/", JsonNode.Parse("""{"enabled":false}""")!)).ShouldBe(403);
        (await World.FingerprintAsync()).ShouldBe(before);
        (await support.PostAsync($"{Own}identities/", JsonNode.Parse("""{"identifier":"user_42","enabled":true}"""))).ShouldBe(201);
        await World.CompleteAsync(id);
        (await manager.PutAsync($"{Own}segments/{system}/", JsonNode.Parse("""{"enabled":false}""")!)).ShouldBe(404);
        (await manager.DeleteAsync($"{Own}segments/{system}/")).ShouldBe(404);
    }

    [Fact]
    public async Task Versions_are_listed_newest_first()
    {
        var viewer = await AsAsync(Role.Viewer);
        (await World.ChangeDefaultAsync(new() { Enabled = false })).Error.ShouldBeNull();

        var versions = (await viewer.GetAsync($"{Own}versions/")).ShouldBe(200).Json["results"]!.AsArray();

        versions.Count.ShouldBe(Versioning is Versioning.V2 ? 2 : 1);
        (versions[0]!["number"]!.GetValue<int>(), versions[0]!["is_live"]!.GetValue<bool>(), versions[0]!["published_by"]!.GetValue<string>())
            .ShouldBe((versions.Count, true, "ProductManager"));
        (await viewer.GetAsync($"{Environment}/features/999999/versions/")).ShouldBe(404);
    }

    [Fact]
    public async Task Identities_are_forced_changed_and_let_go_by_support()
    {
        var support = await AsAsync(Role.Support);
        var list = $"{Own}identities/";
        var forced = (await support.PostAsync(list, new JsonObject { ["identifier"] = "user_42", ["enabled"] = true, ["variant"] = World.Variants[1] })).ShouldBe(201);
        var address = $"{list}{forced.Json["id"]}/";
        (forced.Json["variant_key"]!.GetValue<string>(), forced.Json["value"]!.GetValue<string>()).ShouldBe(("bigger", "bigger"));

        (await support.PostAsync(list, JsonNode.Parse("""{"identifier":"user_42","enabled":true}"""))).ShouldBe(409).Json["code"]!.GetValue<string>().ShouldBe("identity_taken");
        var changed = (await support.PutAsync(address, JsonNode.Parse("""{"enabled":false,"value":"own"}""")!, ("If-Match", forced.ETag!))).ShouldBe(200);
        (changed.Json["identifier"]!.GetValue<string>(), changed.Json["enabled"]!.GetValue<bool>(), changed.Json["value"]!.GetValue<string>(), changed.Json["variant"])
            .ShouldBe(("user_42", false, "own", null));
        JsonNode.DeepEquals((await support.GetAsync(address)).ShouldBe(200).Json, changed.Json).ShouldBeTrue();
        (await support.PutAsync(address, JsonNode.Parse("""{"enabled":true}""")!, ("If-Match", forced.ETag!))).ShouldBe(412);
        (await support.PutAsync(address, JsonNode.Parse("""{"enabled":true,"identifier":"other"}""")!)).ShouldBe(400);
        (await support.PutAsync(address, JsonNode.Parse("""{"enabled":true,"variant":424242}""")!)).ShouldBe(400).Json["errors"]!["variant"].ShouldNotBeNull();
        (await support.PostAsync(list, JsonNode.Parse("{}"))).ShouldBe(400).Json["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["identifier", "enabled"], ignoreOrder: true);
        (await support.GetAsync($"{list}?q=USER")).ShouldBe(200).Json["count"]!.GetValue<int>().ShouldBe(1);
        (await (await AsAsync(Role.Viewer)).DeleteAsync(address)).ShouldBe(403);
        (await support.DeleteAsync(address, ("If-Match", forced.ETag!))).ShouldBe(412);
        (await support.DeleteAsync(address)).ShouldBe(204);
        (await support.DeleteAsync(address)).ShouldBe(404).Json["code"]!.GetValue<string>().ShouldBe("identity_override_not_found");
        (await support.GetAsync($"{Environment}/features/999999/identities/")).ShouldBe(404);
    }

    [Theory]
    [InlineData("abc ")]
    [InlineData(" ")]
    public async Task An_identifier_is_exact(string identifier)
    {
        var support = await AsAsync(Role.Support);
        var list = $"{Own}identities/";

        var forced = (await support.PostAsync(list, new JsonObject { ["identifier"] = identifier, ["enabled"] = true })).ShouldBe(201);

        forced.Json["identifier"]!.GetValue<string>().ShouldBe(identifier);
        (await support.PostAsync(list, new JsonObject { ["identifier"] = "abc", ["enabled"] = true })).ShouldBe(201);
        var address = $"{list}{forced.Json["id"]}/";
        (await support.PutAsync(address, new JsonObject { ["identifier"] = identifier, ["enabled"] = false })).ShouldBe(200);
        (await support.PutAsync(address, new JsonObject { ["identifier"] = "abc", ["enabled"] = false })).ShouldBe(400);
        (await support.PostAsync(list, new JsonObject { ["identifier"] = "", ["enabled"] = true })).ShouldBe(400);
    }
}
