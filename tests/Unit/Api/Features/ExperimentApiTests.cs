using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Api.Features;

/// <summary>The acceptance cases of the reference on creating, reading, editing and deleting (management-api, section 15, 1 to 12).</summary>
public abstract class ExperimentApiTests(DatabaseProvider provider, Versioning versioning, ActorKind caller)
    : ApiTests(provider, versioning, caller)
{
    [Fact]
    public async Task Case_1_a_valid_body_creates_an_experiment_with_one_record()
    {
        var manager = await ManagerAsync();

        var created = (await manager.PostAsync(Experiments, NewExperiment())).ShouldBe(201);

        created.Json["status"]!.GetValue<string>().ShouldBe("created");
        created.Json["feature"]!.GetValue<int>().ShouldBe(World.FeatureId);
        created.Json["experiment_rollout"].ShouldBeNull();
        created.Json.AsObject().Select(member => member.Key).ShouldBe(
            ["id", "feature", "name", "hypothesis", "status", "experiment_rollout", "created_at", "updated_at", "started_at", "ended_at",
                "description", "tags", "owner"]);
        (await RecordsAsync()).ShouldBe(["created"]);
    }

    [Fact]
    public async Task Case_1_a_flag_without_variants_or_of_elsewhere_is_refused_under_its_name()
    {
        var manager = await ManagerAsync();
        var body = NewExperiment();
        body["feature"] = await AddPlainFeatureAsync();
        (await manager.PostAsync(Experiments, body)).ShouldBe(400, """{"feature":["Experiments can only be created for multivariate flags."]}""");
        body["feature"] = 99;
        (await manager.PostAsync(Experiments, body)).ShouldBe(400, """{"feature":["Invalid pk \"99\" - object does not exist."]}""");
        body["feature"] = 99_999_999_999;
        (await manager.PostAsync(Experiments, body)).ShouldBe(400, """{"feature":["Invalid pk \"99999999999\" - object does not exist."]}""");
    }

    [Fact]
    public async Task Case_2_a_second_active_experiment_is_a_conflict_until_the_first_is_completed()
    {
        var manager = await ManagerAsync();
        var first = await CreateAsync();

        var second = (await manager.PostAsync(Experiments, NewExperiment(name: "Second"))).ShouldBe(409);
        second.Json["detail"]!.GetValue<string>().ShouldStartWith("An active experiment already exists for this feature.");
        (await manager.PostAsync($"{first}start/")).ShouldBe(200);
        (await manager.PostAsync($"{first}complete/")).ShouldBe(200);
        (await manager.PostAsync(Experiments, NewExperiment(name: "Second"))).ShouldBe(201);
    }

    [Fact]
    public async Task Case_3_a_role_that_may_not_and_an_unknown_environment_look_like_the_reference_says()
    {
        var support = await AsAsync(Role.Support);
        (await support.PostAsync(Experiments, NewExperiment())).ShouldBe(403)
            .Json["detail"]!.GetValue<string>().ShouldStartWith("You do not have permission to perform this action.");
        (await support.GetAsync(Experiments)).ShouldBe(200);
        (await support.GetAsync("/api/v1/environments/nowhere/experiments/"))
            .ShouldBe(403, """{"detail":"You do not have permission to perform this action."}""");
    }

    [Fact]
    public async Task Case_4_metrics_are_refused_for_now_and_nothing_is_created()
    {
        var manager = await ManagerAsync();
        var body = NewExperiment();
        body["metrics"] = new JsonArray(new JsonObject { ["metric"] = 9, ["expected_direction"] = "increase" });

        (await manager.PostAsync(Experiments, body)).ShouldBe(400).Json["metrics"]!.AsArray().ShouldHaveSingleItem();
        (await manager.GetAsync(Experiments)).Json["count"]!.GetValue<int>().ShouldBe(0);
        body["metrics"] = new JsonArray();
        (await manager.PostAsync(Experiments, body)).ShouldBe(201);
    }

    [Fact]
    public async Task Case_5_a_rollout_links_a_system_segment_zeroes_the_default_and_allocates_exactly_what_was_asked_for()
    {
        await World.AllocateDefaultAsync(1_000, 2_000, 7_000);
        var manager = await ManagerAsync();

        var created = (await manager.PostAsync(Experiments, NewExperiment(Rollout(30, enabled: true, 60, 40)))).ShouldBe(201);

        JsonNode.DeepEquals(created.Json["experiment_rollout"], Rollout(30, enabled: true, 60, 40)).ShouldBeTrue(created.Text);
        var read = (await manager.GetAsync($"{Experiments}{created.Json["id"]}/")).ShouldBe(200);
        JsonNode.DeepEquals(read.Json["experiment_rollout"], Rollout(30, enabled: true, 60, 40)).ShouldBeTrue(read.Text);
        DefaultsOf(read.Json).ShouldBe([0, 0, 0]);
        var flag = await World.FlagAsync();
        flag.Overrides.ShouldHaveSingleItem().Allocations.ShouldBe(
            new Dictionary<int, BasisPoints> { [World.Variants[0]] = new(6_000), [World.Variants[1]] = new(4_000) }, ignoreOrder: true);
        (await SegmentAsync()).Rules.ShouldBe(
            """[{"type":"ALL","conditions":[{"property":"$.identity.key","operator":"PERCENTAGE_SPLIT","value":"30"}],"rules":[]}]""");
    }

    [Fact]
    public async Task Case_6_a_rule_of_the_rollout_refuses_as_a_bare_list_and_creates_nothing()
    {
        var manager = await ManagerAsync();
        (await manager.PostAsync(Experiments, NewExperiment(Rollout(30, enabled: true, 60, 60))))
            .ShouldBe(400, """["Multivariate allocations must not exceed 100%, got 120.0%."]""");

        var foreign = Rollout(30, enabled: true);
        foreign["multivariate_feature_state_values"] = new JsonArray(Share(999_999, 10), Share(888_888, 10));
        (await manager.PostAsync(Experiments, NewExperiment(foreign)))
            .ShouldBe(400, """["Multivariate options [888888, 999999] do not belong to the feature"]""");

        var twice = Rollout(30, enabled: true);
        twice["multivariate_feature_state_values"] = new JsonArray(Share(World.Variants[0], 60), Share(World.Variants[0], 60));
        (await manager.PostAsync(Experiments, NewExperiment(twice))).ShouldBe(400, """["Multivariate options must be unique"]""");
        (await manager.GetAsync(Experiments)).Json["count"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Case_7_list_and_detail_nest_the_flag_with_the_environments_shares()
    {
        await World.AllocateDefaultAsync(1_000, 2_000, 7_000);
        var address = await CreateAsync();
        var manager = await ManagerAsync();

        var row = (await manager.GetAsync(Experiments)).ShouldBe(200).Json["results"]![0]!;
        var detail = (await manager.GetAsync(address)).ShouldBe(200).Json;

        JsonNode.DeepEquals(row, detail).ShouldBeTrue();
        DefaultsOf(detail).ShouldBe([10, 20, 70]);
        detail["feature"]!["type"]!.GetValue<string>().ShouldBe("MULTIVARIATE");
        var variant = detail["feature"]!["multivariate_options"]![0]!;
        (variant["type"]!.GetValue<string>(), variant["string_value"]!.GetValue<string>(), variant["key"]!.GetValue<string>())
            .ShouldBe(("unicode", "big", "big"));
        Guid.Parse(variant["uuid"]!.GetValue<string>()).ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task Cases_8_and_9_lists_filter_by_status_search_both_names_and_count_all_statuses()
    {
        var manager = await ManagerAsync();
        var done = await CreateAsync(name: "Old size");
        (await manager.PostAsync($"{done}start/")).ShouldBe(200);
        (await manager.PostAsync($"{done}complete/")).ShouldBe(200);
        await CreateAsync(name: "New colour");

        Names(await manager.GetAsync($"{Experiments}?status=completed")).ShouldBe(["Old size"]);
        var both = await manager.GetAsync($"{Experiments}?status=completed&status=created");
        Names(both).ShouldBe(["New colour", "Old size"]);
        both.Json["status_counts"]!.ToJsonString().ShouldBe("""{"created":1,"running":0,"paused":0,"completed":1}""");
        Names(await manager.GetAsync($"{Experiments}?q=COLOUR&status=created")).ShouldBe(["New colour"]);
        Names(await manager.GetAsync($"{Experiments}?q=checkout_b")).ShouldBe(["New colour", "Old size"]);
        var none = await manager.GetAsync($"{Experiments}?q=nothing");
        none.ShouldBe(200).Json["status_counts"]!.ToJsonString().ShouldBe("""{"created":0,"running":0,"paused":0,"completed":0}""");
        (await manager.GetAsync($"{Experiments}?q=%00")).ShouldBe(200);
        (await manager.GetAsync($"{Experiments}?status=running&status=bogus"))
            .ShouldBe(400, """{"status":{"1":["\"bogus\" is not a valid choice."]}}""");
        (await manager.GetAsync($"{Experiments}?status=")).ShouldBe(400);
        (await manager.GetAsync($"{done}?status=created&q=nothing")).ShouldBe(200);
    }

    [Fact]
    public async Task Lists_have_pages()
    {
        var manager = await ManagerAsync();
        var first = await CreateAsync(name: "First");
        await manager.PostAsync($"{first}start/");
        await manager.PostAsync($"{first}complete/");
        await CreateAsync(name: "Second");

        var page = (await manager.GetAsync($"{Experiments}?page_size=1&q=s")).ShouldBe(200).Json;
        page["previous"].ShouldBeNull();
        var next = page["next"]!.GetValue<string>();
        next.ShouldStartWith(Server.Address.ToString());
        var last = (await manager.GetAsync(new Uri(next).PathAndQuery)).ShouldBe(200).Json;
        last["next"].ShouldBeNull();
        last["results"]![0]!["name"]!.GetValue<string>().ShouldBe("First");
        new Uri(last["previous"]!.GetValue<string>()).Query.ShouldNotContain("page=");
        (await manager.GetAsync($"{Experiments}?page=2")).ShouldBe(404, """{"detail":"Invalid page."}""");
        (await manager.GetAsync($"{Experiments}?page=0")).ShouldBe(404);
        (await manager.GetAsync($"{Experiments}?page=x")).ShouldBe(404);
        (await manager.GetAsync($"{Experiments}?page_size=nonsense")).ShouldBe(200).Json["results"]!.AsArray().Count.ShouldBe(2);
        (await manager.GetAsync($"{Experiments}?page_size=100000")).ShouldBe(200);
    }

    [Fact]
    public async Task Case_11_a_name_can_change_and_what_has_its_own_door_cannot()
    {
        var manager = await ManagerAsync();
        var address = await CreateAsync();

        (await manager.PatchAsync(address, new JsonObject { ["name"] = "  Renamed  " })).ShouldBe(200)
            .Json["name"]!.GetValue<string>().ShouldBe("Renamed");
        (await manager.PatchAsync(address, new JsonObject { ["name"] = "Renamed", ["nobody_knows"] = 1 })).ShouldBe(200);
        (await RecordsAsync()).ShouldBe(["created", "edited"]);
        (await manager.PatchAsync(address, new JsonObject { ["feature"] = World.FeatureId }))
            .ShouldBe(400, """{"feature":["Cannot change the feature of an existing experiment."]}""");
        (await manager.PatchAsync(address, new JsonObject { ["metrics"] = new JsonArray() }))
            .ShouldBe(400, """{"metrics":["Cannot change the metrics of an existing experiment."]}""");
        (await manager.PatchAsync(address, new JsonObject { ["name"] = "Other", ["experiment_rollout"] = Rollout(10, enabled: true) }))
            .ShouldBe(400, """{"experiment_rollout":["Cannot change the rollout via this endpoint; use the rollout endpoint instead."]}""");
        (await manager.PatchAsync(address, new JsonObject { ["name"] = " " })).ShouldBe(400, """{"name":["This field may not be blank."]}""");
        (await manager.GetAsync(address)).Json["name"]!.GetValue<string>().ShouldBe("Renamed");
    }

    [Fact]
    public async Task A_put_takes_back_what_was_read_with_a_new_name()
    {
        var manager = await ManagerAsync();
        var address = await CreateAsync(Rollout(30, enabled: true, 60));
        var read = (await manager.GetAsync(address)).Json.AsObject();

        read["name"] = "Renamed";
        (await manager.PutAsync(address, read)).ShouldBe(200).Json["name"]!.GetValue<string>().ShouldBe("Renamed");

        read["experiment_rollout"]!["rollout_percentage"] = 31;
        (await manager.PutAsync(address, read)).ShouldBe(400).Json["experiment_rollout"].ShouldNotBeNull();
        read["experiment_rollout"]!["rollout_percentage"] = 30;
        read["feature"] = World.FeatureId + 1;
        (await manager.PutAsync(address, read)).ShouldBe(400).Json["feature"].ShouldNotBeNull();
        (await manager.PutAsync(address, new JsonObject { ["name"] = "Only" })).ShouldBe(400, """{"hypothesis":["This field is required."]}""");
    }

    [Fact]
    public async Task Case_12_a_draft_can_be_deleted_and_a_running_experiment_cannot()
    {
        var manager = await ManagerAsync();
        var address = await CreateAsync(Rollout(30, enabled: true, 60));
        (await manager.PostAsync($"{address}start/")).ShouldBe(200);
        (await manager.DeleteAsync(address)).ShouldBe(400, """{"detail":"Cannot delete a running experiment. Pause or complete it first."}""");
        (await manager.PostAsync($"{address}pause/")).ShouldBe(200);
        (await manager.DeleteAsync(address)).ShouldBe(204).Text.ShouldBeEmpty();
        (await manager.GetAsync(address)).ShouldBe(404, """{"detail":"No Experiment matches the given query."}""");
        (await manager.DeleteAsync(address)).ShouldBe(404);
        (await RecordsAsync())[^1].ShouldBe("deleted");
    }

    [Fact]
    public async Task Every_broken_member_of_a_body_is_named_at_once()
    {
        var manager = await ManagerAsync();
        (await manager.PostAsync(Experiments, new JsonObject())).ShouldBe(
            400,
            """{"name":["This field is required."],"hypothesis":["This field is required."],"feature":["This field is required."]}""");
        var body = JsonNode.Parse(
            $$$"""
            {"feature":[],"name":"{{{new string('x', 256)}}}","hypothesis":null,
             "experiment_rollout":{"enabled":"maybe","rollout_percentage":100.01,"feature_state_value":{"type":"integer","value":"x" },
              "multivariate_feature_state_values":[{"multivariate_feature_option":1,"percentage_allocation":1},{"percentage_allocation":-1}]}}
            """)!;
        (await manager.PostAsync(Experiments, body)).ShouldBe(
            400,
            """
            {"name":["Ensure this field has no more than 255 characters."],"hypothesis":["This field may not be null."],
             "feature":["Incorrect type. Expected pk value, received list."],
             "experiment_rollout":{"enabled":["Must be a valid boolean."],"rollout_percentage":["Ensure this value is less than or equal to 100."],
              "feature_state_value":{"non_field_errors":["'x' is not a valid integer"]},
              "multivariate_feature_state_values":[{},
               {"multivariate_feature_option":["This field is required."],"percentage_allocation":["Ensure this value is greater than or equal to 0."]}]}}
            """);
        (await manager.PostAsync(Experiments, new JsonArray())).ShouldBe(
            400, """{"non_field_errors":["Invalid data. Expected a dictionary, but got list."]}""");
        (await manager.SendTextAsync(HttpMethod.Post, Experiments, "{\"name\":")).ShouldBe(400)
            .Json["detail"]!.GetValue<string>().ShouldStartWith("JSON parse error");
        (await manager.SendTextAsync(HttpMethod.Post, Experiments, "name=x", "application/x-www-form-urlencoded")).ShouldBe(415);
        (await manager.PutAsync(Experiments, new JsonObject())).ShouldBe(405).Json["detail"]!.GetValue<string>()
            .ShouldBe("Method \"PUT\" not allowed.");
    }

    [Fact]
    public async Task Owner_tags_and_description_are_taken_and_shown_and_what_is_left_out_stays()
    {
        var manager = await ManagerAsync();
        var support = (await World.AccessAsync(Role.Support)).Actor.Id!.Value;
        var body = NewExperiment();
        (body["description"], body["tags"], body["owner"]) = ("Ask first.", new JsonArray("Growth", " growth", "ux"), support);

        var created = (await manager.PostAsync(Experiments, body)).ShouldBe(201).Json;

        var address = $"{Experiments}{created["id"]}/";
        var read = (await manager.GetAsync(address)).ShouldBe(200).Json;
        foreach (var shape in (JsonNode[])[created, read, (await manager.GetAsync($"{Experiments}?q=UX")).Json["results"]![0]!])
        {
            shape["description"]!.GetValue<string>().ShouldBe("Ask first.");
            shape["tags"]!.ToJsonString().ShouldBe("[\"growth\",\"ux\"]");
            shape["owner"]!.ToJsonString().ShouldBe($$"""{"id":{{support}},"name":"Support"}""");
        }

        (await manager.PutAsync(address, read)).ShouldBe(200).ETag.ShouldBe("\"1\"", "what was read can be sent back");
        var renamed = (await manager.PatchAsync(address, new JsonObject { ["name"] = "Renamed" })).ShouldBe(200).Json;
        (renamed["owner"]!["id"]!.GetValue<int>(), renamed["tags"]!.AsArray().Count).ShouldBe((support, 2));
        var emptied = (await manager.PatchAsync(address, JsonNode.Parse("""{"description":"","tags":[],"owner":null}""")!)).ShouldBe(200).Json;
        (emptied["description"]!.GetValue<string>(), emptied["tags"]!.AsArray().Count, emptied["owner"]).ShouldBe((string.Empty, 0, null));
    }

    [Theory]
    [InlineData("owner", "99999", "Nobody like that can read this project. Choose one of its people, or nobody.")]
    [InlineData("owner", "\"me\"", "Incorrect type. Expected pk value, received str.")]
    [InlineData("owner", "{}", null)]
    [InlineData("tags", "[\"a,b\"]", "A comma stands between tags, so “a,b” is several. Write each on its own.")]
    [InlineData("tags", "[{}]", null)]
    [InlineData("tags", "\"growth\"", null)]
    [InlineData("description", "null", "This field may not be null.")]
    public async Task Owner_tags_and_description_that_will_not_do_are_refused_under_their_names(string member, string value, string? sentence)
    {
        var (manager, address) = (await ManagerAsync(), await CreateAsync());
        var before = await World.FingerprintAsync();
        var body = new JsonObject { [member] = JsonNode.Parse(value) };

        var refused = (await manager.PatchAsync(address, body)).ShouldBe(400).Json[member].ShouldNotBeNull();

        if (sentence is not null)
        {
            refused[0]!.GetValue<string>().ShouldStartWith(sentence);
        }

        (await World.FingerprintAsync()).ShouldBe(before);
    }

    private static List<string> Names(ApiAnswer list)
        => [.. list.ShouldBe(200).Json["results"]!.AsArray().Select(row => row!["name"]!.GetValue<string>())];

    private static List<double> DefaultsOf(JsonNode experiment)
        => [.. experiment["feature"]!["multivariate_options"]!.AsArray().Select(option => option!["default_percentage_allocation"]!.GetValue<double>())];

    private async Task<List<string>> RecordsAsync()
    {
        await using var db = World.Open();
        return await db.Set<AuditRecord>().Where(record => record.ObjectKey.StartsWith("experiment:")).OrderBy(record => record.Id)
            .Select(record => record.Action).ToListAsync(Cancellation);
    }

    private async Task<Segment> SegmentAsync()
    {
        await using var db = World.Open();
        return await db.Set<Segment>().SingleAsync(segment => segment.ExperimentId != null, Cancellation);
    }

    private async Task<int> AddPlainFeatureAsync()
        => (await World.Get<Core.Flags.Features.UseCases.CreateFeature>().RunAsync(new(World.Manager, "dark_mode", FlagValueType.Boolean), Cancellation)).Value;

    public sealed class KeyOnV1() : ExperimentApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key);

    public sealed class KeyOnPostgres() : ExperimentApiTests(DatabaseProvider.Postgres, Versioning.V2, ActorKind.Key);

    public sealed class SessionOnV2() : ExperimentApiTests(DatabaseProvider.Sqlite, Versioning.V2, ActorKind.Person);
}
