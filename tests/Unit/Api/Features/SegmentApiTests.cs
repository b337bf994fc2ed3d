using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Api.Features;

/// <summary>Segments of a project over HTTP.</summary>
public abstract class SegmentApiTests(DatabaseProvider provider, Versioning versioning, ActorKind caller) : ApiTests(provider, versioning, caller)
{
    private const string Rules =
        """
        [{"type":"ALL","conditions":[],"rules":[
         {"type":"ANY","conditions":[{"property":"plan","operator":"EQUAL","value":"beta","description":null},
          {"property":"$.identity.key","operator":"PERCENTAGE_SPLIT","value":"12.5","description":"a few"}],"rules":[]},
         {"type":"NONE","conditions":[{"property":"country","operator":"IN","value":"de,fr","description":null}],"rules":[]}]}]
        """;

    public sealed class KeyOnV1() : SegmentApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key);

    private string List => $"/api/v1/projects/{World.ProjectId}/segments/";

    [Fact]
    public async Task Rules_read_back_as_they_were_sent()
    {
        var manager = await ManagerAsync();

        var created = (await manager.PostAsync(List, Segment("Beta testers"))).ShouldBe(201);

        JsonNode.DeepEquals(created.Json["rules"], JsonNode.Parse(Rules)).ShouldBeTrue(created.Text);
        var read = (await (await AsAsync(Role.Viewer)).GetAsync($"{List}{created.Json["id"]}/")).ShouldBe(200);
        JsonNode.DeepEquals(read.Json, created.Json).ShouldBeTrue(read.Text);
        read.ETag.ShouldBe("\"1\"");
    }

    [Fact]
    public async Task Blanks_around_values_and_names_are_cut_and_the_answer_shows_what_is_stored()
    {
        var manager = await ManagerAsync();

        var created = (await manager.PostAsync(List, Segment(" Blanks ",
            """
            [{"type":"ALL","conditions":[{"property":" country ","operator":"IN","value":"a, b ,c"},{"property":"plan","operator":"EQUAL","value":" very pro "},
             {"property":"team","operator":"IN","value":" [\"a \",\"b,c\"] "}],"rules":[]}]
            """))).ShouldBe(201);

        created.Json["name"]!.GetValue<string>().ShouldBe("Blanks");
        created.Json["rules"]![0]!["conditions"]!.AsArray().Select(condition => (condition!["property"]!.GetValue<string>(), condition["value"]!.GetValue<string>()))
            .ShouldBe([("country", "a,b,c"), ("plan", "very pro"), ("team", """["a ","b,c"]""")]);
        (await manager.PostAsync(List, Segment("A", """[{"type":"ALL","conditions":[{"property":" ","operator":"PERCENTAGE_SPLIT","value":"10"}]}]""")))
            .ShouldBe(400).Json["code"]!.GetValue<string>().ShouldBe("property_missing");
    }

    [Fact]
    public async Task Forms_on_which_engines_disagree_are_named_where_they_are()
    {
        var manager = await ManagerAsync();

        var created = (await manager.PostAsync(List, Segment("Zip",
            """[{"type":"ALL","conditions":[{"property":"plan","operator":"EQUAL","value":"pro"},{"property":"zip","operator":"EQUAL","value":"02134"}],"rules":[]}]"""))).ShouldBe(201);

        var note = created.Json["notes"]!.AsArray().ShouldHaveSingleItem()!;
        (note["field"]!.GetValue<string>(), note["code"]!.GetValue<string>(), note["is_rare"]!.GetValue<bool>())
            .ShouldBe(("rules[0].conditions[1]", "number_spelling", false));
        note["message"]!.GetValue<string>().ShouldContain("z02134");
    }

    [Fact]
    public async Task Rules_that_will_not_do_are_refused_where_they_are()
    {
        var (manager, support) = (await ManagerAsync(), await AsAsync(Role.Support));
        var before = await World.FingerprintAsync();

        var words = (await manager.PostAsync(List, Segment("A", """[{"type":"SOME","conditions":[{"property":"a","operator":"LIKE"}]},{"type":"ALL","conditions":7}]"""))).ShouldBe(400);
        words.Json["errors"]!.AsObject().Select(error => error.Key).ShouldBe(
            ["rules[0].type", "rules[0].conditions[0].operator", "rules[1].conditions"], ignoreOrder: true);
        var values = (await manager.PostAsync(List, Segment("A", """[{"type":"ALL","conditions":[{"property":"plan","operator":"PERCENTAGE_SPLIT","value":"101"}]}]"""))).ShouldBe(400);
        values.Json["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["rules[0].conditions[0].property", "rules[0].conditions[0].value"], ignoreOrder: true);
        var deep = """{"type":"ALL","conditions":[{"property":"a","operator":"IS_SET"}],"rules":[]}""";
        for (var depth = 0; depth < 7; depth++)
        {
            deep = $$"""{"type":"ALL","conditions":[],"rules":[{{deep}}]}""";
        }

        (await manager.PostAsync(List, Segment("A", $"[{deep}]"))).ShouldBe(400).Json["code"]!.GetValue<string>().ShouldBe("rules_too_deep");
        (await manager.PostAsync(List, Segment("A", "[]"))).ShouldBe(400).Json["code"]!.GetValue<string>().ShouldBe("rules_missing");
        (await manager.PostAsync(List, new JsonObject())).ShouldBe(400).Json["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["name", "rules"], ignoreOrder: true);
        (await support.PostAsync(List, Segment("A"))).ShouldBe(403);
        (await World.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_segment_is_edited_put_away_brought_back_and_deleted()
    {
        var manager = await ManagerAsync();
        var created = (await manager.PostAsync(List, Segment("Beta testers"))).ShouldBe(201);
        var address = $"{List}{created.Json["id"]}/";

        var edited = (await manager.PatchAsync(address, new JsonObject { ["name"] = "Early testers" }, ("If-Match", created.ETag!))).ShouldBe(200);
        JsonNode.DeepEquals(edited.Json["rules"], created.Json["rules"]).ShouldBeTrue();
        (await manager.PatchAsync(address, new JsonObject { ["name"] = "Mine" }, ("If-Match", created.ETag!))).ShouldBe(412);
        (await manager.PostAsync(List, Segment("EARLY testers"))).ShouldBe(409).Json["code"]!.GetValue<string>().ShouldBe("name_taken");

        (await manager.GetAsync($"{List}?q=EARLY")).ShouldBe(200).Json["results"]!.AsArray().ShouldHaveSingleItem()!["uses"]!.GetValue<int>().ShouldBe(0);
        (await manager.PostAsync($"{address}archive/")).ShouldBe(200).Json["is_archived"]!.GetValue<bool>().ShouldBeTrue();
        (await manager.GetAsync(List)).ShouldBe(200).Json["count"]!.GetValue<int>().ShouldBe(0);
        (await manager.GetAsync($"{List}?archived=true")).ShouldBe(200).Json["count"]!.GetValue<int>().ShouldBe(1);
        (await manager.PatchAsync(address, new JsonObject { ["name"] = "X" })).ShouldBe(409);
        (await manager.PostAsync($"{address}restore/")).ShouldBe(200);
        (await World.PutOverrideAsync(created.Json["id"]!.GetValue<int>())).Error.ShouldBeNull();
        var used = (await manager.GetAsync(address)).ShouldBe(200).Json["uses"]!.AsArray().ShouldHaveSingleItem()!;
        used["feature_name"]!.GetValue<string>().ShouldBe("checkout_button");
        (await manager.DeleteAsync(address)).ShouldBe(409).Json["code"]!.GetValue<string>().ShouldBe("segment_in_use");
        (await manager.DeleteAsync($"{Environment}/features/{World.FeatureId}/segments/{created.Json["id"]}/")).ShouldBe(204);
        (await manager.DeleteAsync(address)).ShouldBe(204);
        (await manager.GetAsync(address)).ShouldBe(404);
    }

    [Theory]
    [InlineData("^(?=a)b", "pattern_not_served", "(?=")]
    [InlineData("^(a)\\1", "pattern_not_served", "\\1")]
    [InlineData("^((a{1,100}){1,100}){1,100}", "pattern_too_large", "500")]
    public async Task A_pattern_that_is_not_served_is_refused_with_its_construct(string pattern, string code, string named)
    {
        var manager = await ManagerAsync();
        var id = await World.AddSegmentAsync("Staff");
        var before = await World.FingerprintAsync();
        var segment = Segment("A", new JsonArray(new JsonObject
        {
            ["type"] = "NONE",
            ["conditions"] = new JsonArray(new JsonObject { ["property"] = "mail", ["operator"] = "REGEX", ["value"] = pattern }),
        }).ToJsonString());

        foreach (var answer in (ApiAnswer[])[await manager.PostAsync(List, segment), await manager.PatchAsync($"{List}{id}/", segment)])
        {
            answer.ShouldBe(400).Json["code"]!.GetValue<string>().ShouldBe(code);
            answer.Json["errors"]!["rules[0].conditions[0].value"]![0]!.GetValue<string>().ShouldContain(named);
        }

        (await World.FingerprintAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData(22, true)]
    [InlineData(60, false)]
    public async Task A_segment_from_before_whose_groups_are_nested_too_deep_is_shown_and_can_be_renamed(int depth, bool canBeRead)
    {
        var manager = await ManagerAsync();
        var id = await World.AddSegmentAsync("Deep");
        var rules = string.Concat(Enumerable.Repeat("""[{"type":"ALL","conditions":[],"rules":""", depth)) + "[]" + string.Concat(Enumerable.Repeat("}]", depth));
        await using (var db = World.Open())
        {
            _ = await db.Set<Segment>().Where(segment => segment.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(segment => segment.Rules, rules), TestContext.Current.CancellationToken);
        }

        (await manager.GetAsync($"{List}{id}/")).ShouldBe(200);
        var renamed = (await manager.PatchAsync($"{List}{id}/", new JsonObject { ["name"] = "Still deep" })).ShouldBe(200);

        (renamed.Json["rules"] is not null).ShouldBe(canBeRead);
        (await manager.GetAsync($"{List}{id}/")).ShouldBe(200).Json["name"]!.GetValue<string>().ShouldBe("Still deep");
    }

    [Fact]
    public async Task An_edit_names_the_rollouts_that_it_outranks()
    {
        var manager = await ManagerAsync();
        var id = await World.AddSegmentAsync("Staff");
        (await World.PutOverrideAsync(id)).Error.ShouldBeNull();
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true);

        var edited = (await manager.PatchAsync($"{List}{id}/", new JsonObject { ["rules"] = JsonNode.Parse(Rules) })).ShouldBe(200);

        edited.Json["outranks"]!.AsArray().ShouldHaveSingleItem()!["experiment_name"]!.GetValue<string>().ShouldBe("Checkout button size");
    }

    [Fact]
    public async Task Segments_of_experiments_do_not_exist()
    {
        var manager = await ManagerAsync();
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));
        var system = (await World.FlagAsync()).Overrides[^1].Scope.SegmentId!.Value;
        var before = await World.FingerprintAsync();

        (await manager.GetAsync(List)).ShouldBe(200).Json["count"]!.GetValue<int>().ShouldBe(0);
        foreach (var id in new[] { system, 424_242 })
        {
            foreach (var answer in new[]
            {
                await manager.GetAsync($"{List}{id}/"),
                await manager.PatchAsync($"{List}{id}/", new JsonObject { ["name"] = "X" }),
                await manager.DeleteAsync($"{List}{id}/"),
                await manager.PostAsync($"{List}{id}/archive/"),
                await manager.PostAsync($"{List}{id}/restore/"),
                await manager.PutAsync($"{Environment}/features/{World.FeatureId}/segments/{id}/", new JsonObject()),
                await manager.DeleteAsync($"{Environment}/features/{World.FeatureId}/segments/{id}/"),
            })
            {
                answer.ShouldBe(404);
            }
        }

        (await World.FingerprintAsync()).ShouldBe(before);
    }

    private static JsonObject Segment(string name, string rules = Rules) => new() { ["name"] = name, ["rules"] = JsonNode.Parse(rules) };
}
