using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Flags.States.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;

namespace ExperimentAdmin.Unit.Api.Features;

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
        const string unknown = """{"id":["Invalid pk \"999999\" - object does not exist."]}""";
        (await manager.PostAsync(Place, Places((999_999, 0)))).ShouldBe(400, $"[{unknown}]");
        (await manager.PostAsync(Place, Places((999_999, 0), (own, 0)))).ShouldBe(400, $"[{unknown},{{}}]");
        (await manager.PostAsync(Place, Places((999_999, 0), (own, 0), (999_999, 1)))).ShouldBe(400, $"[{unknown},{{}},{unknown}]");
        (await manager.PostAsync(Place, Places((own, -1)))).ShouldBe(400, """[{"priority":["Ensure this value is greater than or equal to 0."]}]""");
        (await manager.PostAsync(Place, Places((own, 0), (own, 1)))).ShouldBe(400, """[{},{"id":["This id is listed twice."]}]""");
        (await manager.PostAsync(Place, new JsonObject { ["id"] = own })).ShouldBe(400, """{"non_field_errors":["Expected a list of items but got type \"dict\"."]}""");
        (await manager.PostAsync(Place, Places())).ShouldBe(200, "[]");
        (await support.PostAsync(Place, Places((own, 0)))).ShouldBe(403);
        (await World.FingerprintAsync()).ShouldBe(before);

        var started = await manager.PostAsync($"{Experiments}1/start/");
        started.ShouldBe(200);
        (await manager.PostAsync(Place, Places((own, 0)))).ShouldBe(409).Json["detail"]!.GetValue<string>().ShouldContain("Checkout button size");
    }

    [Fact]
    public async Task What_was_moved_is_answered_in_the_order_of_the_request()
    {
        var manager = await ManagerAsync();
        foreach (var name in new[] { "A", "B", "C" })
        {
            await OverrideAsync(name);
        }

        var ids = (await World.FlagAsync()).HandMade.Select(state => state.Scope.Id).ToList();
        var moved = (await manager.PostAsync(Place, Places((ids[2], 1), (ids[0], 2), (ids[1], 0)))).ShouldBe(200).Json.AsArray();
        moved.Select(item => (Id(item), item!["priority"]!.GetValue<int>())).ShouldBe([(ids[2], 1), (ids[0], 2), (ids[1], 0)]);
    }

    [Fact]
    public async Task An_override_of_another_flag_or_environment_exists_but_cannot_be_moved_along()
    {
        var manager = await ManagerAsync();
        await OverrideAsync("A");
        var own = (await World.FlagAsync()).Overrides[0].Scope.Id;
        var staging = await World.AddEnvironmentAsync("Staging");
        var segment = await World.AddSegmentAsync("B");
        (await World.Get<PutSegmentOverride>().RunAsync(new(World.Manager, staging, World.FeatureId, segment, new(), null), Cancellation)).Error.ShouldBeNull();
        int other;
        await using (var db = World.Open())
        {
            other = (await FlagReader.FindAsync(db, staging, World.FeatureId, Cancellation))!.Overrides[0].Scope.Id;
        }

        (await manager.PostAsync(Place, Places((own, 0), (other, 0))))
            .ShouldBe(400, """[{},{"id":["All feature segments must belong to the same feature & environment."]}]""");
    }

    [Fact]
    public async Task One_override_is_found_by_its_id_and_by_its_uuid_and_a_rollout_or_a_foreign_one_is_not()
    {
        var viewer = await AsAsync(Role.Viewer);
        await OverrideAsync("A");
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));
        var flag = await World.FlagAsync();
        var (own, rollout) = (flag.Overrides[0].Scope, flag.Overrides[^1].Scope);
        var listed = (await viewer.GetAsync(Own)).Json["results"]![0]!.ToJsonString();

        (await viewer.GetAsync($"{List}{own.Id}/")).ShouldBe(200, listed);
        (await viewer.GetAsync($"{List}get-by-uuid/{own.Uuid}/")).ShouldBe(200, listed);
        const string unknown = """{"detail":"No FeatureSegment matches the given query."}""";
        using var stranger = Server.WithKey((await Server.AddKeyAsync(World.ProjectId + 1, Role.Administrator)).Key);
        foreach (var address in new[] { $"{own.Id}", $"get-by-uuid/{own.Uuid}" })
        {
            (await stranger.GetAsync($"{List}{address}/")).ShouldBe(404, unknown);
        }

        foreach (var address in new[] { $"{rollout.Id}", $"get-by-uuid/{rollout.Uuid}", "999999", $"get-by-uuid/{Guid.NewGuid()}", "get-by-uuid/nonsense" })
        {
            (await viewer.GetAsync($"{List}{address}/")).ShouldBe(404, unknown);
        }
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
