using System.Globalization;
using System.Text.Json.Nodes;
using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;

namespace ExperimentAdmin.Unit.Api;

/// <summary>Every list gives its last page under that name.</summary>
public sealed class LastPageTests() : ApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key)
{
    [Fact]
    public async Task The_last_page_is_the_one_after_which_there_is_none_on_every_list()
    {
        var instance = await InstanceAsync();
        foreach (var name in new[] { "A", "B" })
        {
            (await World.PutOverrideAsync(await World.AddSegmentAsync(name))).Error.ShouldBeNull();
            (await World.ForceAsync($"user_{name}", World.Variants[0])).Error.ShouldBeNull();
            await World.AddEnvironmentAsync($"Staging {name}");
        }

        var experiment = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));
        var lists = Server.Endpoints.Where(endpoint => endpoint.Metadata.GetOrderedMetadata<ApiParameter>().Any(parameter => parameter.Name is "page")).ToList();
        lists.Count.ShouldBeGreaterThan(10);
        foreach (var list in lists)
        {
            var address = list.RoutePattern.RawText!.Replace("{environment_key}", "key_Production", StringComparison.Ordinal)
                .Replace("{project_id:int}", Text(World.ProjectId), StringComparison.Ordinal)
                .Replace("{feature_id:int}", Text(World.FeatureId), StringComparison.Ordinal)
                .Replace("experiments/{id:int}", $"experiments/{Text(experiment)}", StringComparison.Ordinal);
            var query = $"?page_size=1&environment={World.EnvironmentId}&feature={World.FeatureId}";
            if (!address.Contains("feature-segments", StringComparison.Ordinal))
            {
                query = "?page_size=1";
            }

            var count = (await instance.GetAsync(address + query)).ShouldBe(200).Json["count"]!.GetValue<int>();
            var last = (await instance.GetAsync($"{address}{query}&page=last")).ShouldBe(200).Json;
            var numbered = (await instance.GetAsync($"{address}{query}&page={Math.Max(1, count)}")).ShouldBe(200).Json;
            JsonNode.DeepEquals(last, numbered).ShouldBeTrue($"{address}: {last.ToJsonString()}");
            last["next"].ShouldBeNull(address);
            (await instance.GetAsync($"{address}{query}&page={count + 2}")).ShouldBe(404);
            (await instance.GetAsync($"{address}{query}&page=LAST")).ShouldBe(404);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
