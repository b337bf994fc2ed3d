using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;

namespace ExperimentAdmin.Unit.Api.Features;

/// <summary>The flag writers of the reference (management-api, section 8), in environments of both kinds.</summary>
public abstract class UpdateFlagApiTests(DatabaseProvider provider, Versioning versioning, ActorKind caller) : ApiTests(provider, versioning, caller)
{
    private const string Root = "/api/experiments/environments/key_Production/";
    private const string One = $"{Root}update-flag-v1/";
    private const string Many = $"{Root}update-flag-v2/";
    private const string Delete = $"{Root}delete-segment-override/";

    public sealed class KeyOnV1() : UpdateFlagApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key);

    public sealed class SessionOnV2() : UpdateFlagApiTests(DatabaseProvider.Sqlite, Versioning.V2, ActorKind.Person);

    public sealed class KeyOnPostgres() : UpdateFlagApiTests(DatabaseProvider.Postgres, Versioning.V2, ActorKind.Key);

    [Fact]
    public async Task One_scope_takes_what_is_sent_and_answers_nothing()
    {
        var manager = await ManagerAsync();
        var staff = await World.AddSegmentAsync("Staff");

        (await manager.PostAsync(One, Body("""{"enabled":false,"value":{"type":"string","value":"modern"}}""", Split(60, 40)))).ShouldBe(204).Text.ShouldBeEmpty();
        (await manager.PostAsync(One, Segment(staff, Body("""{"enabled":true,"value":{"type":"string","value":"own"}}""", Split(0, 0, 100))))).ShouldBe(204);

        var flag = await World.FlagAsync();
        (flag.Default.Enabled, flag.Default.Value, flag.Default.Of(World.Variants[0]).Value, flag.Default.Of(World.Variants[1]).Value).ShouldBe((false, "modern", 6_000, 4_000));
        var made = flag.OverrideOf(staff).ShouldNotBeNull();
        (made.Enabled, made.Value, made.Of(World.Variants[2]).Value, made.Rank).ShouldBe((true, "own", 10_000, 0));
    }

    [Fact]
    public async Task An_absent_list_keeps_the_shares_and_an_empty_one_clears_them()
    {
        var manager = await ManagerAsync();
        await World.AllocateDefaultAsync(2_500, 7_500);

        (await manager.PostAsync(One, Body("""{"enabled":true,"value":{"type":"string","value":"modern"}}"""))).ShouldBe(204);
        (await World.FlagAsync()).Default.Allocated.ShouldBe(10_000);

        (await manager.PostAsync(One, Body("""{"enabled":true,"value":{"type":"string","value":"modern"}}""", []))).ShouldBe(204);
        (await World.FlagAsync()).Default.Allocated.ShouldBe(0);
    }

    [Fact]
    public async Task A_flag_without_a_value_stays_without_one_when_that_is_sent_back_as_an_empty_text()
    {
        await World.WriteFlagAsync(flag => flag.Default.Value = null);

        (await (await ManagerAsync()).PostAsync(One, Body("""{"enabled":false,"value":{"type":"string","value":""}}"""))).ShouldBe(204);

        (await World.FlagAsync()).Default.Value.ShouldBeNull();
    }

    [Fact]
    public async Task Many_scopes_are_one_revision_one_version_and_one_record()
    {
        var manager = await ManagerAsync();
        var (staff, testers) = (await World.AddSegmentAsync("Staff"), await World.AddSegmentAsync("Testers"));
        (await World.PutOverrideAsync(staff)).Error.ShouldBeNull();
        var before = await World.FlagAsync();
        var versions = await World.VersionCountAsync();
        var body = Body(
            $$"""
            {"environment_default":{"enabled":false,"value":{"type":"string","value":"modern"} },
             "segment_overrides":[
              {"segment_id":{{staff}},"enabled":false,"value":{"type":"string","value":"classic"} },
              {"segment_id":{{testers}},"priority":0,"enabled":true,"value":{"type":"string","value":"own"} }] }
            """);
        body["segment_overrides"]![1]!["multivariate_feature_state_values"] = Split(79.9, 14.7, 5.4);

        var answer = (await manager.PostAsync(Many, body)).ShouldBe(204);

        var flag = await World.FlagAsync();
        answer.ETag.ShouldBe($"\"{flag.Head.Revision}\"");
        flag.Head.Revision.ShouldBe(before.Head.Revision + 1);
        (await World.VersionCountAsync()).ShouldBe(Versioning is Versioning.V2 ? versions + 1 : 1);
        flag.HandMade.Select(state => (state.Scope.SegmentId, state.Enabled, state.Value, state.Allocated))
            .ShouldBe([(testers, true, "own", 10_000), (staff, false, "classic", 0)]);
        (flag.Default.Enabled, flag.Default.Value).ShouldBe((false, "modern"));
        var record = (await World.FlagHistoryAsync())[0];
        record.Action.ShouldBe("flag_updated");
        record.Summary.ShouldBe(
            "environment default: disabled; value \"classic\" to \"modern\"; override of Staff: disabled; "
            + "override of Testers added: enabled, \"own\": big 79.9 %, bigger 14.7 %, biggest 5.4 %, control 0 %; overrides in the order Testers, Staff");
        record.Changes.Select(change => (change.Field, change.Before, change.After)).ShouldContain(("scopes › override of Staff › enabled", "yes", "no"));

        var fingerprint = await World.FingerprintAsync();
        (await manager.PostAsync(Many, body.DeepClone())).ShouldBe(204);
        (await World.FingerprintAsync()).ShouldBe(fingerprint, "nothing differs, so nothing is written");
    }

    [Fact]
    public async Task Broken_rules_of_allocations_are_bare_lists_and_leave_nothing()
    {
        var manager = await ManagerAsync();
        var staff = await World.AddSegmentAsync("Staff");
        var before = await World.FingerprintAsync();
        var twice = Share(World.Variants[0], 10);

        async Task RefusedAsync(JsonArray split, string sentence)
        {
            (await manager.PostAsync(One, Body("""{"enabled":true}""", (JsonArray)split.DeepClone()))).ShouldBe(400, $"[\"{sentence}\"]");
            (await manager.PostAsync(One, Segment(staff, Body("""{"enabled":true}""", (JsonArray)split.DeepClone())))).ShouldBe(400, $"[\"{sentence}\"]");
            var many = Body($$"""{"environment_default":{"enabled":false},"segment_overrides":[{"segment_id":{{staff}},"enabled":true}]}""");
            many["segment_overrides"]![0]!["multivariate_feature_state_values"] = split;
            (await manager.PostAsync(Many, many)).ShouldBe(400, $"[\"{sentence}\"]");
        }

        await RefusedAsync([twice, twice.DeepClone()], "Multivariate options must be unique");
        await RefusedAsync([Share(999_999, 10), Share(888_888, 1)], "Multivariate options [888888, 999999] do not belong to the feature");
        await RefusedAsync(Split(60, 60), "Multivariate allocations for the feature state must not exceed 100%, got 120.0%.");
        (await World.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_body_has_to_name_one_flag_of_the_project_and_segments_that_people_made()
    {
        var manager = await ManagerAsync();
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));
        var system = (await World.FlagAsync()).Overrides[^1].Scope.SegmentId!.Value;
        var before = await World.FingerprintAsync();
        var state = """ "enabled":true,"value":{"type":"string","value":"x"} """;

        (await manager.PostAsync(One, Parse($$"""{"feature":{},{{state}}}""")))
            .ShouldBe(400, """{"feature":{"non_field_errors":["Either 'name' or 'id' is required for feature identification"]}}""");
        (await manager.PostAsync(One, Parse($$"""{"feature":{"name":"a","id":1},{{state}}}""")))
            .ShouldBe(400, """{"feature":{"non_field_errors":["Provide either 'name' or 'id', not both"]}}""");
        (await manager.PostAsync(Many, Parse("{\"environment_default\":{" + state + "}}"))).ShouldBe(400, """{"feature":["This field is required."]}""");
        (await manager.PostAsync(One, Parse($$"""{"feature":{"name":"nowhere"},{{state}}}"""))).ShouldBe(400, """["Feature 'nowhere' not found in project"]""");
        (await manager.PostAsync(One, Body("{}"))).ShouldBe(400).Json["non_field_errors"].ShouldNotBeNull();
        (await manager.PostAsync(Many, Body("{}"))).ShouldBe(400).Json["non_field_errors"].ShouldNotBeNull();
        (await manager.PostAsync(Many, Body("""{"environment_default":{}}"""))).ShouldBe(400).Json["non_field_errors"].ShouldNotBeNull();
        foreach (var segment in new[] { 424_242, system })
        {
            (await manager.PostAsync(One, Segment(segment, Body("{" + state + "}"))))
                .ShouldBe(400, $$"""{"segment":["Segment with id {{segment}} not found in project"]}""");
            (await manager.PostAsync(Many, Body($$"""{"segment_overrides":[{"segment_id":{{segment}},{{state}}}]}""")))
                .ShouldBe(400, $$"""{"segment_overrides":["Segment with id {{segment}} not found in project"]}""");
            (await manager.PostAsync(Delete, Segment(segment, Body("{}"))))
                .ShouldBe(400, $$"""{"segment":["Segment with id {{segment}} not found in project"]}""");
        }

        var unused = await World.AddSegmentAsync("Unused");
        before = await World.FingerprintAsync();
        (await manager.PostAsync(Delete, Segment(unused, Body("{}"))))
            .ShouldBe(404, $$"""{"detail":"Segment override for segment {{unused}} does not exist"}""");

        (await manager.PostAsync(Many, Body($$"""{"segment_overrides":[{"segment_id":1,{{state}}},{"segment_id":1,{{state}}}]}""")))
            .ShouldBe(400, """{"segment_overrides":["Duplicate segment_id values are not allowed"]}""");
        (await manager.PostAsync(Many, Body("""{"segment_overrides":[{"segment_id":1},{"segment_id":"x","priority":-1,"enabled":"maybe"}]}"""))).ShouldBe(
            400,
            """{"segment_overrides":[{},{"segment_id":["A valid integer is required."],"priority":["Ensure this value is greater than or equal to 0."],"enabled":["Must be a valid boolean."]}]}""");
        (await manager.PostAsync(One, Body("""{"value":{"type":"integer","value":"x"}}""")))
            .ShouldBe(400, """{"value":{"non_field_errors":["'x' is not a valid integer"]}}""");
        (await World.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_priority_is_a_place_among_the_overrides_that_people_made()
    {
        var manager = await ManagerAsync();
        var (a, b, c) = (await OverrideAsync("A"), await OverrideAsync("B"), await World.AddSegmentAsync("C"));
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));

        (await manager.PostAsync(One, Segment(c, Body("""{"enabled":true}"""), priority: 1))).ShouldBe(204);
        (await World.FlagAsync()).HandMade.Select(state => state.Scope.SegmentId).ShouldBe([a, c, b]);

        (await manager.PostAsync(One, Segment(a, Body("{}"), priority: 2_000_000))).ShouldBe(204);
        var flag = await World.FlagAsync();
        flag.Overrides.Select(state => state.Rank).ShouldBe([0, 1, 2, OverrideRank.Rollout]);
        flag.HandMade.Select(state => state.Scope.SegmentId).ShouldBe([c, b, a]);
        (await World.FlagHistoryAsync())[0].Summary.ShouldBe("overrides in the order C, B, A");

        (await manager.PostAsync(One, Segment(b, Body("""{"enabled":false}""")))).ShouldBe(204);
        (await World.FlagAsync()).HandMade.Select(state => state.Scope.SegmentId).ShouldBe([c, b, a], "without a priority the place stays");
    }

    [Fact]
    public async Task A_flag_that_an_experiment_holds_is_frozen_with_the_experiment_named()
    {
        var manager = await ManagerAsync();
        var staff = await OverrideAsync("Staff");
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true);
        var before = await World.FingerprintAsync();

        foreach (var answer in new[]
        {
            await manager.PostAsync(One, Body("""{"enabled":false}""")),
            await manager.PostAsync(Many, Body("""{"environment_default":{"enabled":false}}""")),
            await manager.PostAsync(Delete, Segment(staff, Body("{}"))),
        })
        {
            answer.ShouldBe(409).Json["detail"]!.GetValue<string>().ShouldContain("is part of the experiment Checkout button size, which is running");
        }

        (await World.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task An_older_revision_is_refused_with_who_changed_what()
    {
        var manager = await ManagerAsync();
        var revision = (await World.FlagAsync()).Head.Revision;
        (await World.ChangeDefaultAsync(new() { Enabled = false })).Error.ShouldBeNull();

        (await manager.PostAsync(One, Body("""{"enabled":true}"""), ("If-Match", $"\"{revision}\""))).ShouldBe(412).Json["detail"]!.GetValue<string>()
            .ShouldContain("ProductManager changed this (environment default: disabled)");
        (await manager.PostAsync(One, Body("""{"enabled":true}"""), ("If-Match", $"\"{revision + 1}\""))).ShouldBe(204);
    }

    [Fact]
    public async Task An_override_goes_and_an_archived_flag_or_segment_takes_nothing()
    {
        var manager = await ManagerAsync();
        var (staff, old) = (await OverrideAsync("Staff"), await World.AddSegmentAsync("Old", archived: true));

        (await manager.PostAsync(Delete, Segment(staff, Body("{}")))).ShouldBe(204).Text.ShouldBeEmpty();
        (await World.FlagAsync()).Overrides.ShouldBeEmpty();
        (await manager.PostAsync(Delete, Segment(staff, Body("{}"))))
            .ShouldBe(404, $$"""{"detail":"Segment override for segment {{staff}} does not exist"}""");
        (await manager.PostAsync(One, Segment(old, Body("""{"enabled":true}""")))).ShouldBe(400).Json["segment"].ShouldNotBeNull();

        (await manager.PostAsync($"/api/v1/projects/{World.ProjectId}/features/{World.FeatureId}/archive/")).ShouldBe(200);
        (await manager.PostAsync(One, Body("""{"enabled":false}"""))).ShouldBe(409).Json["detail"]!.GetValue<string>().ShouldContain("is archived");
    }

    [Fact]
    public async Task Unknown_environments_and_roles_that_may_not_are_refused()
    {
        var manager = await ManagerAsync();
        (await manager.PostAsync(One.Replace("key_Production", "nowhere", StringComparison.Ordinal), Body("""{"enabled":false}""")))
            .ShouldBe(403, """{"detail":"You do not have permission to perform this action."}""");
        foreach (var route in new[] { One, Many, Delete })
        {
            (await (await AsAsync(Role.Support)).PostAsync(route, Body("""{"enabled":false}"""))).ShouldBe(403);
        }
    }

    private async Task<int> OverrideAsync(string name)
    {
        var id = await World.AddSegmentAsync(name);
        (await World.PutOverrideAsync(id)).Error.ShouldBeNull();
        return id;
    }

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;

    // On the world's flag.
    private JsonObject Body(string json, JsonArray? split = null)
    {
        var body = Parse(json);
        body["feature"] = new JsonObject { ["id"] = World.FeatureId };
        if (split is not null)
        {
            body["multivariate_feature_state_values"] = split;
        }

        return body;
    }

    private static JsonObject Segment(int id, JsonObject body, int? priority = null)
    {
        body["segment"] = priority is null ? new JsonObject { ["id"] = id } : new JsonObject { ["id"] = id, ["priority"] = priority };
        return body;
    }
}
