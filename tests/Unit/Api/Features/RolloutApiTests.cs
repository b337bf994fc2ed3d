using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Api.Features;

/// <summary>The acceptance cases of the reference on the lifecycle and the rollout (management-api, section 15, 13 to 23).</summary>
public abstract class RolloutApiTests(DatabaseProvider provider, Versioning versioning, ActorKind caller)
    : ApiTests(provider, versioning, caller)
{
    [Fact]
    public async Task Cases_13_and_14_each_transition_answers_as_the_table_says()
    {
        var manager = await ManagerAsync();
        var address = await CreateAsync(Rollout(30, enabled: true, 60));
        const string Refused = "Unable to transition experiment status.";

        async Task RefuseAsync(string action)
            => (await manager.PostAsync($"{address}{action}/")).ShouldBe(400).Json["detail"]!.GetValue<string>().ShouldStartWith(Refused);

        async Task<ApiAnswer> AllowAsync(string action, string status)
        {
            var answer = (await manager.PostAsync($"{address}{action}/")).ShouldBe(200);
            answer.Json["status"]!.GetValue<string>().ShouldBe(status);
            answer.Json["experiment_rollout"]!["rollout_percentage"]!.GetValue<double>().ShouldBe(30);
            return answer;
        }

        await RefuseAsync("pause");
        await RefuseAsync("complete");
        var started = await AllowAsync("start", "running");
        started.Json["started_at"].ShouldNotBeNull();
        await RefuseAsync("start");
        await AllowAsync("pause", "paused");
        await RefuseAsync("pause");
        World.Clock.AdjustTime(World.Clock.GetUtcNow().AddHours(1)); // The server need not live through each second of it.
        (await AllowAsync("start", "running")).Json["started_at"]!.ToJsonString().ShouldBe(started.Json["started_at"]!.ToJsonString());
        (await AllowAsync("complete", "completed")).Json["ended_at"].ShouldNotBeNull();
        await RefuseAsync("start");
        await RefuseAsync("pause");
        await RefuseAsync("complete");
        (await manager.PatchAsync($"{address}rollout/", Rollout(40, enabled: true)))
            .ShouldBe(400, """["Cannot change the rollout of a completed experiment."]""");
    }

    [Fact]
    public async Task Cases_15_and_16_start_enables_the_override_and_keeps_its_split()
    {
        var manager = await ManagerAsync();
        var address = await CreateAsync(Rollout(30, enabled: false, 60, 40));
        (await manager.GetAsync(address)).Json["experiment_rollout"]!["enabled"]!.GetValue<bool>().ShouldBeFalse();

        var started = (await manager.PostAsync($"{address}start/")).ShouldBe(200);

        JsonNode.DeepEquals(started.Json["experiment_rollout"], Rollout(30, enabled: true, 60, 40)).ShouldBeTrue(started.Text);
        (await manager.GetAsync(address)).ETag.ShouldBe(started.ETag);
    }

    [Fact]
    public async Task Case_17_the_first_rollout_by_its_own_door_writes_the_condition_exactly()
    {
        var manager = await ManagerAsync();
        var address = await CreateAsync();

        var set = (await manager.PatchAsync($"{address}rollout/", Rollout(42, enabled: true, 10, 20.5))).ShouldBe(200);

        JsonNode.DeepEquals(set.Json["experiment_rollout"], Rollout(42, enabled: true, 10, 20.5)).ShouldBeTrue(set.Text);
        (await SegmentAsync()).Rules.ShouldBe(
            """[{"type":"ALL","conditions":[{"property":"$.identity.key","operator":"PERCENTAGE_SPLIT","value":"42"}],"rules":[]}]""");
    }

    [Fact]
    public async Task Case_18_no_value_reads_as_an_empty_text_and_can_be_sent_back_as_one()
    {
        await World.WriteFlagAsync(flag => flag.Default.Value = null);
        var manager = await ManagerAsync();
        var rollout = Rollout(20, enabled: true, 50);
        rollout["feature_state_value"] = new JsonObject { ["type"] = "string", ["value"] = string.Empty };

        var address = await CreateAsync(rollout);

        (await manager.GetAsync(address)).Json["experiment_rollout"]!["feature_state_value"]!.ToJsonString()
            .ShouldBe("""{"type":"string","value":""}""");
        (await World.FlagAsync()).Default.Value.ShouldBeNull();
        var again = await manager.PatchAsync($"{address}rollout/", rollout);
        again.ShouldBe(200).ETag.ShouldBe("\"1\"");
    }

    [Fact]
    public async Task Case_19_a_default_that_somebody_edited_survives_a_later_write()
    {
        var manager = await ManagerAsync();
        var address = await CreateAsync(Rollout(20, enabled: true, 50));
        await World.AllocateDefaultAsync(2_500);

        (await manager.PatchAsync($"{address}rollout/", Rollout(80, enabled: true, 30))).ShouldBe(200);

        var read = (await manager.GetAsync(address)).Json;
        read["feature"]!["multivariate_options"]![0]!["default_percentage_allocation"]!.GetValue<double>().ShouldBe(25);
        JsonNode.DeepEquals(read["experiment_rollout"], Rollout(80, enabled: true, 30)).ShouldBeTrue();
        (await SegmentAsync()).Rules.ShouldContain("\"80\"");
    }

    [Fact]
    public async Task Case_20_writes_are_taken_while_running_and_paused_and_an_empty_split_clears()
    {
        var manager = await ManagerAsync();
        var address = await CreateAsync(Rollout(20, enabled: true, 50));
        (await manager.PatchAsync($"{address}rollout/", Rollout(75, enabled: false, 50))).ShouldBe(200)
            .Json["experiment_rollout"]!["enabled"]!.GetValue<bool>().ShouldBeFalse();
        await manager.PostAsync($"{address}start/");
        (await manager.PatchAsync($"{address}rollout/", Rollout(76, enabled: true, 40))).ShouldBe(200);
        await manager.PostAsync($"{address}pause/");
        var cleared = (await manager.PatchAsync($"{address}rollout/", Rollout(77, enabled: true))).ShouldBe(200);
        cleared.Json["experiment_rollout"]!["multivariate_feature_state_values"]!.AsArray().ShouldBeEmpty();
        var foreign = Rollout(77, enabled: true);
        foreign["multivariate_feature_state_values"] = new JsonArray(Share(999_999, 1));
        (await manager.PatchAsync($"{address}rollout/", foreign)).ShouldBe(400).Json[0]!.GetValue<string>().ShouldContain("do not belong to the feature");
    }

    [Fact]
    public async Task A_partial_write_applies_what_it_names_and_keeps_the_rest()
    {
        var manager = await ManagerAsync();
        var address = await CreateAsync(Rollout(20, enabled: true, 60, 40));

        (await manager.PatchAsync($"{address}rollout/", new JsonObject { ["rollout_percentage"] = "33.3" })).ShouldBe(200);
        (await manager.PatchAsync($"{address}rollout/", new JsonObject { ["enabled"] = "0" })).ShouldBe(200);
        (await manager.PatchAsync($"{address}rollout/", new JsonObject { ["multivariate_feature_state_values"] = Split(79.9, 14.7, 5.4) })).ShouldBe(200);

        JsonNode.DeepEquals((await manager.GetAsync(address)).Json["experiment_rollout"], Rollout(33.3, enabled: false, 79.9, 14.7, 5.4))
            .ShouldBeTrue();
        (await manager.PatchAsync($"{address}rollout/", new JsonObject())).ShouldBe(400).Json["non_field_errors"].ShouldNotBeNull();
        (await manager.PatchAsync($"{address}rollout/", new JsonObject { ["percentage"] = 10 })).ShouldBe(400);
    }

    [Theory]
    [InlineData("100.01", "Ensure this value is less than or equal to 100.")]
    [InlineData("1e400", "Ensure this value is less than or equal to 100.")]
    [InlineData("-0.01", "Ensure this value is greater than or equal to 0.")]
    [InlineData("33.333", "Ensure that there are no more than 2 decimal places.")]
    [InlineData("1e-30", "Ensure that there are no more than 2 decimal places.")]
    [InlineData("\"nan\"", "A valid number is required.")]
    [InlineData("\"Infinity\"", "A valid number is required.")]
    [InlineData("true", "A valid number is required.")]
    [InlineData("\"\"", "A valid number is required.")]
    [InlineData("null", "This field may not be null.")]
    public async Task A_percentage_that_is_none_is_refused_by_name(string percentage, string sentence)
    {
        var manager = await ManagerAsync();
        var address = await CreateAsync(Rollout(20, enabled: true, 60));
        (await manager.SendTextAsync(HttpMethod.Patch, $"{address}rollout/", $$"""{"rollout_percentage":{{percentage}}}"""))
            .ShouldBe(400, $$"""{"rollout_percentage":["{{sentence}}"]}""");
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("100", 100)]
    [InlineData("1e2", 100)]
    [InlineData("0.5e1", 5)]
    [InlineData("12.340", 12.34)]
    [InlineData("\" 7.25 \"", 7.25)]
    public async Task A_percentage_is_taken_exactly_however_it_is_written(string percentage, double read)
    {
        var manager = await ManagerAsync();
        var address = await CreateAsync(Rollout(20, enabled: true, 60));
        (await manager.SendTextAsync(HttpMethod.Patch, $"{address}rollout/", $$"""{"rollout_percentage":{{percentage}}}""")).ShouldBe(200)
            .Json["experiment_rollout"]!["rollout_percentage"]!.GetValue<double>().ShouldBe(read);
    }

    [Fact]
    public async Task Support_edits_a_rollout_and_sets_up_none()
    {
        var support = await AsAsync(Role.Support);
        var address = await CreateAsync();
        (await support.PatchAsync($"{address}rollout/", Rollout(20, enabled: true, 50))).ShouldBe(403);
        (await (await ManagerAsync()).PatchAsync($"{address}rollout/", Rollout(20, enabled: true, 50))).ShouldBe(200);
        (await support.PatchAsync($"{address}rollout/", new JsonObject { ["rollout_percentage"] = 30 })).ShouldBe(200);
        (await (await AsAsync(Role.Viewer)).PatchAsync($"{address}rollout/", new JsonObject { ["rollout_percentage"] = 30 })).ShouldBe(403);
    }

    [Fact]
    public async Task A_rollout_whose_parts_were_removed_says_so_and_can_be_repaired()
    {
        var manager = await ManagerAsync();
        var address = await CreateAsync(Rollout(20, enabled: true, 50));
        await World.WriteFlagAsync(flag => flag.Overrides.Clear());

        var drifted = (await manager.GetAsync(address)).ShouldBe(200).Json["experiment_rollout"]!;
        drifted["missing"]!.ToJsonString().ShouldBe("""["override"]""");
        drifted["enabled"]!.GetValue<bool>().ShouldBeFalse();
        (await manager.PatchAsync($"{address}rollout/", new JsonObject { ["rollout_percentage"] = 30 })).ShouldBe(409);
        (await manager.PostAsync($"{address}start/")).ShouldBe(409);

        var repaired = (await manager.PostAsync($"{address}rollout/repair/")).ShouldBe(200);
        JsonNode.DeepEquals(repaired.Json["experiment_rollout"], Rollout(20, enabled: true, 50)).ShouldBeTrue(repaired.Text);
    }

    private async Task<Segment> SegmentAsync()
    {
        await using var db = World.Open();
        return await db.Set<Segment>().SingleAsync(segment => segment.ExperimentId != null, Cancellation);
    }

    public sealed class KeyOnV1() : RolloutApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key);

    public sealed class SessionOnV2() : RolloutApiTests(DatabaseProvider.Sqlite, Versioning.V2, ActorKind.Person);
}
