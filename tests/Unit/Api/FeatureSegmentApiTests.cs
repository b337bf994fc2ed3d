using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Flags.Domain;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Unit.Flags;

namespace ExperimentAdmin.Unit.Api;

/// <summary>Which override wins (management-api, section 5.6).</summary>
public abstract class FeatureSegmentApiTests(DatabaseProvider provider, Versioning versioning, ActorKind caller) : ApiTests(provider, versioning, caller)
{
    private const string List = "/api/v1/features/feature-segments/";
    private const string Place = $"{List}update-priorities/";

    public sealed class KeyOnV1() : FeatureSegmentApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key);

    public sealed class SessionOnV2() : FeatureSegmentApiTests(DatabaseProvider.Sqlite, Versioning.V2, ActorKind.Person);

    private string Own => $"{List}?environment={World.EnvironmentId}&feature={World.FeatureId}";

    [Fact]
    public async Task Overrides_are_listed_by_place_without_the_rollout_and_can_be_moved()
    {
        var (manager, viewer) = (await ManagerAsync(), await AsAsync(Role.Viewer));
        var (a, b) = (await OverrideAsync("A"), await OverrideAsync("B"));
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));

        var listed = (await viewer.GetAsync(Own)).ShouldBe(200).Json;

        listed["count"]!.GetValue<int>().ShouldBe(2);
        var items = listed["results"]!.AsArray();
        items.Select(item => item!["segment"]!.GetValue<int>()).ShouldBe([a, b]);
        items[0]!.AsObject().Select(member => member.Key).ShouldBe(["id", "uuid", "segment", "priority", "environment", "segment_name", "is_feature_specific"]);
        var scope = (await World.FlagAsync()).OverrideOf(b)!.Scope;
        JsonNode.DeepEquals(items[1], JsonNode.Parse(
            $$"""{"id":{{scope.Id}},"uuid":"{{scope.Uuid}}","segment":{{b}},"priority":1,"environment":{{World.EnvironmentId}},"segment_name":"B","is_feature_specific":false}"""))
            .ShouldBeTrue(items[1]!.ToJsonString());

        var moved = (await manager.PostAsync(Place, Places((scope.Id, 0)))).ShouldBe(200);
        moved.Json.AsArray().ShouldHaveSingleItem()!["priority"]!.GetValue<int>().ShouldBe(0);
        (await World.FlagAsync()).HandMade.Select(state => state.Scope.SegmentId).ShouldBe([b, a]);
        var before = await World.FingerprintAsync();
        (await manager.PostAsync(Place, Places((scope.Id, 0), (Id(items[0]), 1)))).ShouldBe(200).Json.AsArray().Count.ShouldBe(2);
        (await World.FingerprintAsync()).ShouldBe(before, "nothing moved");
    }

    [Fact]
    public async Task What_cannot_be_moved_is_refused_at_its_place_in_the_list()
    {
        var (manager, support) = (await ManagerAsync(), await AsAsync(Role.Support));
        await OverrideAsync("A");
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));
        var flag = await World.FlagAsync();
        var (own, rollout) = (flag.Overrides[0].Scope.Id, flag.Overrides[^1].Scope.Id);
        var before = await World.FingerprintAsync();

        (await manager.PostAsync(Place, Places((own, 0), (rollout, 0)))).ShouldBe(400, $$"""[{},{"id":["Invalid pk \"{{rollout}}\" - object does not exist."]}]""");
        (await manager.PostAsync(Place, Places((rollout, 0)))).ShouldBe(400, $$"""[{"id":["Invalid pk \"{{rollout}}\" - object does not exist."]}]""");
        (await manager.PostAsync(Place, Places((999_999, 0)))).ShouldBe(403, """{"detail":"You do not have permission to perform this action."}""");
        (await manager.PostAsync(Place, Places((own, -1)))).ShouldBe(400, """[{"priority":["Ensure this value is greater than or equal to 0."]}]""");
        (await manager.PostAsync(Place, Places((own, 0), (own, 1)))).ShouldBe(400);
        (await manager.PostAsync(Place, new JsonObject { ["id"] = own })).ShouldBe(400, """{"non_field_errors":["Expected a list of items but got type \"dict\"."]}""");
        (await manager.PostAsync(Place, Places())).ShouldBe(200, "[]");
        (await support.PostAsync(Place, Places((own, 0)))).ShouldBe(403);
        (await World.FingerprintAsync()).ShouldBe(before);

        var started = await manager.PostAsync($"{Experiments}1/start/");
        started.ShouldBe(200);
        (await manager.PostAsync(Place, Places((own, 0)))).ShouldBe(409).Json["detail"]!.GetValue<string>().ShouldContain("Checkout button size");
    }

    [Fact]
    public async Task The_environment_is_named_by_number_and_a_foreign_one_looks_like_none()
    {
        var manager = await ManagerAsync();
        (await manager.GetAsync(List)).ShouldBe(400, """{"environment":["This field is required."],"feature":["This field is required."]}""");
        (await manager.GetAsync($"{List}?environment=x&feature=1")).ShouldBe(400, """{"environment":["A valid integer is required."]}""");
        var unknown = (await manager.GetAsync($"{List}?environment=999999&feature=1")).ShouldBe(403);

        using var stranger = Server.WithKey((await Server.AddKeyAsync(World.ProjectId + 1, Role.Administrator)).Key);
        (await stranger.GetAsync(Own)).ShouldBe(403).Text.ShouldBe(unknown.Text);
        (await manager.GetAsync($"{List}?environment={World.EnvironmentId}&feature=999999")).ShouldBe(200).Json["count"]!.GetValue<int>().ShouldBe(0);
        (await manager.GetAsync($"{Own}&page=2")).ShouldBe(404, """{"detail":"Invalid page."}""");
    }

    private async Task<int> OverrideAsync(string name)
    {
        var id = await World.AddSegmentAsync(name);
        (await World.PutOverrideAsync(id)).Error.ShouldBeNull();
        return id;
    }

    private static int Id(JsonNode? item) => item!["id"]!.GetValue<int>();

    private static JsonArray Places(params (int Id, int Priority)[] places)
        => [.. places.Select(place => new JsonObject { ["id"] = place.Id, ["priority"] = place.Priority })];
}
