using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;

namespace ExperimentAdmin.Unit.Api.Features;

/// <summary>Variants as existing scripts know them (management-api, section 7).</summary>
public abstract class MultivariateOptionApiTests(DatabaseProvider provider, Versioning versioning, ActorKind caller) : ApiTests(provider, versioning, caller)
{
    public sealed class KeyOnV1() : MultivariateOptionApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key);

    public sealed class SessionOnV2() : MultivariateOptionApiTests(DatabaseProvider.Sqlite, Versioning.V2, ActorKind.Person);

    private string List => $"/api/v1/projects/{World.ProjectId}/features/{World.FeatureId}/mv-options/";

    [Fact]
    public async Task Options_are_listed_ten_a_page_with_the_share_that_all_environments_agree_on()
    {
        var viewer = await AsAsync(Role.Viewer);
        var other = await World.AddEnvironmentAsync("Staging");
        await World.AllocateDefaultAsync(2_500, 1_000);
        (await World.ChangeDefaultAsync(new() { Allocations = World.Shares(2_500, 2_000) }, environmentId: other)).Error.ShouldBeNull();

        var page = (await viewer.GetAsync(List)).ShouldBe(200).Json;

        page["results"]!.AsArray().Select(item => item!["default_percentage_allocation"]!.GetValue<double>()).ShouldBe([25.0, 0.0, 0.0]);
        var option = (await viewer.GetAsync($"{List}{World.Variants[0]}/")).ShouldBe(200);
        JsonNode.DeepEquals(option.Json, page["results"]![0]).ShouldBeTrue();
        option.Json.AsObject().Select(member => member.Key).ShouldBe(
            ["id", "uuid", "type", "integer_value", "string_value", "boolean_value", "default_percentage_allocation", "key", "feature", "description"]);
        option.Json["string_value"]!.GetValue<string>().ShouldBe("big");
        var manager = await ManagerAsync();
        for (var number = 4; number <= 11; number++)
        {
            (await manager.PostAsync(List, Option($"more-{number}"))).ShouldBe(201);
        }

        var second = (await viewer.GetAsync((await viewer.GetAsync(List)).Json["next"]!.GetValue<string>())).ShouldBe(200).Json;
        (second["count"]!.GetValue<int>(), second["results"]!.AsArray().Count).ShouldBe((11, 1));
        (await viewer.GetAsync($"{List}?page=3")).ShouldBe(404, """{"detail":"Invalid page."}""");
    }

    [Fact]
    public async Task A_new_option_gets_a_share_of_every_default_or_none()
    {
        var manager = await ManagerAsync();
        var other = await World.AddEnvironmentAsync("Staging", Versioning.V2);
        (await World.ChangeDefaultAsync(new() { Allocations = World.Shares(7_000) }, environmentId: other)).Error.ShouldBeNull();

        var quiet = (await manager.PostAsync(List, Option("quiet"))).ShouldBe(201).Json;
        quiet["default_percentage_allocation"]!.GetValue<double>().ShouldBe(0.0);
        (await World.FlagAsync()).Default.Allocated.ShouldBe(0);

        var before = await World.FingerprintAsync();
        (await manager.PostAsync(List, Option("loud", 30.01))).ShouldBe(400, """{"default_percentage_allocation":["Invalid percentage allocation"]}""");
        (await World.FingerprintAsync()).ShouldBe(before);

        // Said once, however many environments it does not fit in.
        (await World.ChangeDefaultAsync(new() { Allocations = World.Shares(7_000) })).Error.ShouldBeNull();
        (await manager.PostAsync(List, Option("loud", 30.01))).ShouldBe(400, """{"default_percentage_allocation":["Invalid percentage allocation"]}""");
        (await World.ChangeDefaultAsync(new() { Allocations = World.Shares(0) })).Error.ShouldBeNull();

        var loud = (await manager.PostAsync(List, Option("loud", 30))).ShouldBe(201).Json;
        loud["default_percentage_allocation"]!.GetValue<double>().ShouldBe(30.0);
        (await World.FlagAsync()).Default.Of(loud["id"]!.GetValue<int>()).Value.ShouldBe(3_000);
        await using var db = World.Open();
        (await FlagReader.FindAsync(db, other, World.FeatureId, Cancellation))!.Default.Allocated.ShouldBe(10_000);
        (await World.FlagHistoryAsync())[0].Summary.ShouldBe("environment default: loud 0 % to 30 %");
    }

    [Fact]
    public async Task An_option_is_found_by_its_uuid_in_the_projects_that_the_caller_may_see()
    {
        const string address = "/api/v1/multivariate/options/get-by-uuid/";
        var viewer = await AsAsync(Role.Viewer);
        var listed = (await viewer.GetAsync(List)).Json["results"]![0]!;
        (await viewer.GetAsync($"{address}{listed["uuid"]}/")).ShouldBe(200, listed.ToJsonString());

        const string unknown = """{"detail":"No MultivariateFeatureOption matches the given query."}""";
        using var stranger = Server.WithKey((await Server.AddKeyAsync(World.ProjectId + 1, Role.Administrator)).Key);
        (await stranger.GetAsync($"{address}{listed["uuid"]}/")).ShouldBe(404, unknown);
        (await viewer.GetAsync($"{address}{Guid.NewGuid()}/")).ShouldBe(404, unknown);
        (await viewer.GetAsync($"{address}nonsense/")).ShouldBe(404, unknown);
    }

    [Fact]
    public async Task A_key_is_needed_is_no_other_options_and_never_changes()
    {
        var manager = await ManagerAsync();
        var before = await World.FingerprintAsync();

        (await manager.PostAsync(List, new JsonObject { ["type"] = "unicode", ["string_value"] = "x" })).ShouldBe(400, """{"key":["This field is required."]}""");
        (await manager.PostAsync(List, Option(null))).ShouldBe(400, """{"key":["This field may not be null."]}""");
        (await manager.PostAsync(List, Option("control"))).ShouldBe(400, """{"key":["\"control\" is a reserved variant key."]}""");
        (await manager.PostAsync(List, Option("big"))).ShouldBe(400, """{"key":["Multivariate option with this key already exists for the feature."]}""");
        (await manager.PostAsync(List, Option("constructor"))).ShouldBe(400).Json["key"]!.ToJsonString().ShouldContain("Every object of JavaScript");
        (await manager.PostAsync(List, Option("white space"))).ShouldBe(400).Json["key"].ShouldNotBeNull();
        (await manager.PatchAsync($"{List}{World.Variants[0]}/", new JsonObject { ["key"] = "other" })).ShouldBe(400).Json["key"]!.ToJsonString().ShouldContain("never changes");
        (await manager.PostAsync(List, Option("new", 101))).ShouldBe(400, """{"default_percentage_allocation":["Ensure this value is less than or equal to 100."]}""");
        var wrong = Option("new");
        (wrong["type"], wrong["integer_value"]) = ("int", 5);
        (await manager.PostAsync(List, wrong)).ShouldBe(400).Json["type"]!.ToJsonString().ShouldContain("string");
        wrong["type"] = "float";
        (await manager.PostAsync(List, wrong.DeepClone())).ShouldBe(400, """{"type":["\"float\" is not a valid choice."]}""");
        (await World.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task The_value_changes_and_what_is_sent_along_stays_as_it_is()
    {
        var manager = await ManagerAsync();
        var address = $"{List}{World.Variants[0]}/";
        var read = (await manager.GetAsync(address)).ShouldBe(200);

        var whole = read.Json.AsObject();
        whole["string_value"] = "huge";
        (await manager.PutAsync(address, whole, ("If-Match", read.ETag!))).ShouldBe(200).Json["string_value"]!.GetValue<string>().ShouldBe("huge");
        (await manager.PutAsync(address, whole, ("If-Match", read.ETag!))).ShouldBe(412);
        (await manager.PatchAsync(address, JsonNode.Parse($$"""{"feature":{{World.FeatureId}},"default_percentage_allocation":50,"string_value":"larger"}""")!)).ShouldBe(200)
            .Json["default_percentage_allocation"]!.GetValue<double>().ShouldBe(0.0, "shares are changed where they are served");
        var before = await World.FingerprintAsync();
        (await manager.PatchAsync(address, new JsonObject { ["key"] = "big" })).ShouldBe(200).Json["string_value"]!.GetValue<string>().ShouldBe("larger");
        (await World.FingerprintAsync()).ShouldBe(before);
        (await manager.PatchAsync($"{List}999999/", new JsonObject())).ShouldBe(404, """{"detail":"No MultivariateFeatureOption matches the given query."}""");
        (await manager.GetAsync(List.Replace($"features/{World.FeatureId}/", "features/999999/", StringComparison.Ordinal))).ShouldBe(404, """{"detail":"No Feature matches the given query."}""");
        (await manager.GetAsync(List.Replace($"projects/{World.ProjectId}/", "projects/999999/", StringComparison.Ordinal))).ShouldBe(403);
    }

    [Fact]
    public async Task What_is_written_about_an_option_changes_with_its_value_or_alone_and_is_free_while_an_experiment_holds_the_flag()
    {
        var manager = await ManagerAsync();
        var address = $"{List}{World.Variants[0]}/";
        var whole = (await manager.GetAsync(address)).ShouldBe(200).Json.AsObject();
        (whole["string_value"], whole["description"]) = ("huge", " As high as the total. ");

        (await manager.PutAsync(address, whole.DeepClone())).ShouldBe(200).Json["description"]!.GetValue<string>().ShouldBe("As high as the total.");
        whole.Remove("description");
        (await manager.PutAsync(address, whole.DeepClone())).ShouldBe(200).Json["description"]!.GetValue<string>().ShouldBe("As high as the total.");
        (await manager.PatchAsync(address, new JsonObject { ["description"] = new string('x', 501) })).ShouldBe(400).Json["description"].ShouldNotBeNull();
        var added = Option("new");
        added["description"] = "Never seen.";
        (await manager.PostAsync(List, added)).ShouldBe(201).Json["description"]!.GetValue<string>().ShouldBe("Never seen.");

        await World.CreateExperimentAsync(World.Rollout(5_000, enabled: true, 5_000), start: true);
        (await manager.PatchAsync(address, new JsonObject { ["description"] = "" })).ShouldBe(200).Json["description"]!.GetValue<string>().ShouldBeEmpty();
        (await manager.PatchAsync(address, new JsonObject { ["description"] = "Mine", ["string_value"] = "other" })).ShouldBe(409);

        (await World.FeatureHistoryAsync()).Select(record => record.Summary).Where(summary => summary.Contains("descri", StringComparison.Ordinal))
            .ShouldBe(["description of variant big changed", "variant big \"big\" to \"huge\"; description changed"]);
    }

    [Fact]
    public async Task What_changes_nothing_is_no_conflict_while_an_experiment_holds_the_flag_and_what_would_change_it_is()
    {
        var manager = await ManagerAsync();
        var address = $"{List}{World.Variants[0]}/";
        await World.CreateExperimentAsync(World.Rollout(5_000, enabled: true, 5_000), start: true);
        var whole = (await manager.GetAsync(address)).ShouldBe(200).Json.AsObject();
        var before = await World.FingerprintAsync();

        (await manager.PatchAsync(address, new JsonObject())).ShouldBe(200);
        (await manager.PatchAsync(address, new JsonObject { ["string_value"] = "big", ["key"] = "big", ["type"] = "unicode" })).ShouldBe(200);
        (await manager.PutAsync(address, whole.DeepClone())).ShouldBe(200);
        (await manager.PatchAsync(address, new JsonObject { ["string_value"] = "other" })).ShouldBe(409);
        (await manager.PatchAsync(address, new JsonObject { ["key"] = "other" })).ShouldBe(409);
        (await manager.PatchAsync(address, new JsonObject { ["key"] = "other", ["description"] = "Mine" })).ShouldBe(409);
        whole["string_value"] = "other";
        (await manager.PutAsync(address, whole.DeepClone())).ShouldBe(409);

        (await World.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task An_option_that_people_get_or_that_an_experiment_holds_cannot_be_deleted()
    {
        var manager = await ManagerAsync();
        await World.AllocateDefaultAsync(2_500);

        (await manager.DeleteAsync($"{List}{World.Variants[0]}/")).ShouldBe(409).Json["detail"]!.GetValue<string>()
            .ShouldBe("People get big now: Production, environment default (25 %). Set its share to 0 % there first.");
        (await manager.DeleteAsync($"{List}{World.Variants[2]}/")).ShouldBe(204).Text.ShouldBeEmpty();
        (await manager.DeleteAsync($"{List}{World.Variants[2]}/")).ShouldBe(404);

        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true);
        foreach (var answer in new[]
        {
            await manager.PostAsync(List, Option("new", 10)),
            await manager.PatchAsync($"{List}{World.Variants[0]}/", new JsonObject { ["string_value"] = "x" }),
            await manager.DeleteAsync($"{List}{World.Variants[1]}/"),
        })
        {
            answer.ShouldBe(409).Json["detail"]!.GetValue<string>().ShouldContain("is part of the experiment Checkout button size");
        }

        (await (await AsAsync(Role.Support)).PostAsync(List, Option("new"))).ShouldBe(403);
    }

    private static JsonObject Option(string? key, double? share = null)
    {
        var option = new JsonObject { ["type"] = "unicode", ["string_value"] = key ?? "x", ["key"] = key };
        if (share is not null)
        {
            option["default_percentage_allocation"] = share;
        }

        return option;
    }
}
