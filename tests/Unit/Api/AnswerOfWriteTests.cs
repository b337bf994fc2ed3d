using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Unit.Api;

/// <summary>A write is answered with what it wrote, whatever happens after its commit.</summary>
public sealed class AnswerOfWriteTests() : ApiTests(DatabaseProvider.Sqlite, Versioning.V2, ActorKind.Person)
{
    private static readonly string[] s_withoutTag = ["environment key", "rotated key", "API key", "API key of the instance"];

    [Fact]
    public async Task NoWrite_NeedsTheDatabaseAfterItsCommit()
    {
        var caller = await InstanceAsync();
        _ = (await caller.GetAsync($"/api/v1/projects/{World.ProjectId}/features/")).ShouldBe(200);
        var away = new AwayAfterCommit(World.Open);
        Server.Services.GetRequiredService<CommitListeners>().Add(away);
        var made = new Dictionary<string, JsonNode>(StringComparer.Ordinal);

        foreach (var (name, send) in Writes(caller, made))
        {
            away.Goes = true;
            var answer = await send();
            (answer.Status is 200 or 201, away.IsAway).ShouldBe((true, true), $"{name}: {answer.Status} {answer.Text}");
            (answer.Headers.ContainsKey("ETag") || s_withoutTag.Contains(name, StringComparer.Ordinal)).ShouldBeTrue(name);
            await away.ComeBackAsync();
            made[name] = answer.Json;
        }
    }

    [Fact]
    public async Task AWrite_IsAnsweredWithItsOwnRevision_WhenSomebodyElseIsFasterThanTheAnswer()
    {
        var caller = await AsAsync(Role.ProductManager);
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000));
        var answers = new List<ApiAnswer>();
        Server.Services.GetRequiredService<CommitListeners>().Add(new Overtaking(async () => answers.Add(await RenameAsync("Second"))));

        var first = await RenameAsync("First");

        var second = answers.ShouldHaveSingleItem();
        (first.Json["name"]!.GetValue<string>(), first.ETag).ShouldBe(("First", "\"2\""));
        (second.Json["name"]!.GetValue<string>(), second.ETag).ShouldBe(("Second", "\"3\""));

        async Task<ApiAnswer> RenameAsync(string name)
            => (await caller.PatchAsync($"{Experiments}{id}/", new JsonObject { ["name"] = name })).ShouldBe(200);
    }

    [Fact]
    public async Task AWriteOfNothing_IsAnsweredWithWhatIsThere()
    {
        var caller = await AsAsync(Role.ProductManager);
        var path = $"/api/v1/projects/{World.ProjectId}/features/{World.FeatureId}/";
        var before = (await caller.GetAsync(path)).ShouldBe(200);

        var same = (await caller.PatchAsync(path, new JsonObject { ["description"] = before.Json["description"]!.DeepClone() })).ShouldBe(200);

        (same.ETag, same.Text).ShouldBe((before.ETag, before.Text));
    }

    private IEnumerable<(string Name, Func<Task<ApiAnswer>> Send)> Writes(ApiClient caller, Dictionary<string, JsonNode> made)
    {
        var project = $"/api/v1/projects/{World.ProjectId}";
        return OfFlags(caller, made, project).Concat(OfExperiments(caller, made)).Concat(OfPlaces(caller, made, project));
    }

    private IEnumerable<(string Name, Func<Task<ApiAnswer>> Send)> OfFlags(ApiClient caller, Dictionary<string, JsonNode> made, string project)
    {
        var feature = $"{project}/features/{World.FeatureId}/";
        yield return ("feature", () => caller.PostAsync($"{project}/features/", Body("""{"name":"free_shipping"}""")));
        yield return ("edited feature", () => caller.PatchAsync(feature, Body("""{"description":"The button"}""")));
        yield return ("archived feature", () => caller.PostAsync($"{project}/features/{Id("feature")}/archive/"));
        yield return ("restored feature", () => caller.PostAsync($"{project}/features/{Id("feature")}/restore/"));
        yield return ("variant", () => caller.PostAsync(
            $"{feature}mv-options/", Body("""{"type":"unicode","string_value":"huge","key":"huge","default_percentage_allocation":0}""")));
        yield return ("edited variant", () => caller.PatchAsync($"{feature}mv-options/{Id("variant")}/", Body("""{"string_value":"vast"}""")));
        yield return ("segment", () => caller.PostAsync(
            $"{project}/segments/", Body("""{"name":"Staff","rules":[{"type":"ALL","conditions":[{"property":"plan","operator":"EQUAL","value":"pro"}],"rules":[]}]}""")));
        yield return ("edited segment", () => caller.PatchAsync($"{project}/segments/{Id("segment")}/", Body("""{"name":"Crew"}""")));
        yield return ("archived segment", () => caller.PostAsync($"{project}/segments/{Id("segment")}/archive/"));
        yield return ("restored segment", () => caller.PostAsync($"{project}/segments/{Id("segment")}/restore/"));
        yield return ("default", () => caller.PatchAsync($"{Environment}/features/{World.FeatureId}/default/", Body("""{"value":"modern"}""")));
        yield return ("override", () => caller.PutAsync($"{Environment}/features/{World.FeatureId}/segments/{Id("segment")}/", Body("""{"enabled":true}""")));
        yield return ("other segment", () => caller.PostAsync(
            $"{project}/segments/", Body("""{"name":"Guests","rules":[{"type":"ALL","conditions":[{"property":"plan","operator":"EQUAL","value":"no"}],"rules":[]}]}""")));
        yield return ("other override", () => caller.PutAsync(
            $"{Environment}/features/{World.FeatureId}/segments/{Id("other segment")}/", Body("""{"enabled":true}""")));
        yield return ("order", () => caller.PutAsync(
            $"{Environment}/features/{World.FeatureId}/segments/order/", new JsonObject { ["segments"] = new JsonArray(Id("other segment"), Id("segment")) }));
        yield return ("identity", () => caller.PostAsync(
            $"{Environment}/features/{World.FeatureId}/identities/", Body("""{"identifier":"ada","enabled":true,"value":"x"}""")));
        yield return ("edited identity", () => caller.PutAsync(
            $"{Environment}/features/{World.FeatureId}/identities/{Id("identity")}/", Body("""{"enabled":true,"value":"y"}""")));

        int Id(string name) => made[name]["id"]!.GetValue<int>();
    }

    private IEnumerable<(string Name, Func<Task<ApiAnswer>> Send)> OfExperiments(ApiClient caller, Dictionary<string, JsonNode> made)
    {
        yield return ("experiment", () => caller.PostAsync(
            Experiments, Body($$"""{"name":"Size","hypothesis":"Bigger is better.","feature":{{World.FeatureId}}}""")));
        yield return ("edited experiment", () => caller.PatchAsync(One(), Body("""{"name":"Bigger"}""")));
        yield return ("rollout", () => caller.PatchAsync($"{One()}rollout/", Body(
            $$"""
            {"rollout_percentage":20,"enabled":true,"feature_state_value":{"type":"string","value":"classic"},
             "multivariate_feature_state_values":[{"multivariate_feature_option":{{World.Variants[0]}},"percentage_allocation":50}]}
            """)));
        yield return ("started", () => caller.PostAsync($"{One()}start/"));
        yield return ("paused", () => caller.PostAsync($"{One()}pause/"));
        yield return ("completed", () => caller.PostAsync($"{One()}complete/"));

        string One() => $"{Experiments}{made["experiment"]["id"]!.GetValue<int>()}/";
    }

    private static IEnumerable<(string Name, Func<Task<ApiAnswer>> Send)> OfPlaces(ApiClient caller, Dictionary<string, JsonNode> made, string project)
    {
        yield return ("environment", () => caller.PostAsync($"{project}/environments/", Body("""{"name":"Staging"}""")));
        yield return ("edited environment", () => caller.PatchAsync($"{Environment}/", Body("""{"hide_sensitive_data":true}""")));
        yield return ("archived environment", () => caller.PostAsync($"{Environment}/archive/"));
        yield return ("restored environment", () => caller.PostAsync($"{Environment}/restore/"));
        yield return ("environment key", () => caller.PostAsync($"{Environment}/keys/", Body("""{"kind":"server","name":"App"}""")));
        yield return ("rotated key", () => caller.PostAsync($"{Environment}/keys/{Id("environment key")}/rotate/", Body("""{"overlap":60}""")));
        yield return ("project", () => caller.PostAsync("/api/v1/projects/", Body("""{"name":"Other","environments":[{"name":"Live"}]}""")));
        yield return ("edited project", () => caller.PatchAsync($"{project}/", Body("""{"name":"Shop 2"}""")));
        yield return ("person", () => caller.PostAsync("/api/v1/people/", Body("""{"email":"ada@shop.example","name":"Ada"}""")));
        yield return ("edited person", () => caller.PatchAsync($"/api/v1/people/{Id("person")}/", Body("""{"name":"Ada Byron"}""")));
        yield return ("member", () => caller.PutAsync($"{project}/members/{Id("person")}/", Body("""{"role":"support"}""")));
        yield return ("deactivated person", () => caller.PostAsync($"/api/v1/people/{Id("person")}/deactivate/"));
        yield return ("reactivated person", () => caller.PostAsync($"/api/v1/people/{Id("person")}/reactivate/"));
        yield return ("API key", () => caller.PostAsync($"{project}/api-keys/", Body("""{"name":"Script","role":"viewer"}""")));
        yield return ("API key of the instance", () => caller.PostAsync("/api/v1/api-keys/", Body("""{"name":"Script","role":"viewer"}""")));

        int Id(string name) => made[name]["id"]!.GetValue<int>();
    }

    private static JsonNode Body(string json) => JsonNode.Parse(json)!;

    /// <summary>Takes all tables away as soon as something is committed.</summary>
    private sealed class AwayAfterCommit(Func<AppDbContext> open) : ICommitListener
    {
        // What every answer is read from.
        private static readonly string[] s_tables =
        [
            "projects", "environments", "environment_keys", "features", "variants", "flag_heads", "flag_scopes", "segments", "experiments",
            "identity_overrides", "people", "project_members", "management_keys", "audit_records",
        ];

        public bool Goes { get; set; }

        public bool IsAway { get; private set; }

        public Task CommittedAsync(IReadOnlyDictionary<int, long> environments)
        {
            if (!Goes)
            {
                return Task.CompletedTask;
            }

            (Goes, IsAway) = (false, true);
            return RenameAsync(table => (table, $"away_{table}"));
        }

        public Task ComeBackAsync()
        {
            IsAway = false;
            return RenameAsync(table => ($"away_{table}", table));
        }

        private async Task RenameAsync(Func<string, (string Old, string New)> rename)
        {
            await using var db = open();
            foreach (var (old, renamed) in s_tables.Select(rename))
            {
                var statement = $"ALTER TABLE {old} RENAME TO {renamed}";
                await db.Database.ExecuteSqlRawAsync(statement, Cancellation);
            }
        }
    }

    /// <summary>Does something once, between a commit and its answer.</summary>
    private sealed class Overtaking(Func<Task> doAsync) : ICommitListener
    {
        private int _times;

        public Task CommittedAsync(IReadOnlyDictionary<int, long> environments)
            => Interlocked.Increment(ref _times) == 1 ? doAsync() : Task.CompletedTask;
    }
}
