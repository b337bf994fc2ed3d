using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Flags.Domain;
using ExperimentAdmin.Core.Persistence;

namespace ExperimentAdmin.Unit.Api;

/// <summary>The acceptance cases of the reference on experiments (management-api, section 15).</summary>
public abstract class ExperimentApiTests(DatabaseProvider provider, Versioning versioning, ActorKind caller)
    : ApiTests(provider, versioning, caller)
{
    [Fact]
    public async Task A_valid_body_creates_an_experiment_that_reads_back_with_its_rollout()
    {
        var manager = await ManagerAsync();

        var created = await manager.PostAsync(Experiments, NewExperiment(Rollout(30, enabled: true, 60, 40)));

        created.ShouldBe(201).Json["status"]!.GetValue<string>().ShouldBe("created");
        created.Json["feature"]!.GetValue<int>().ShouldBe(World.FeatureId);
        var read = (await manager.GetAsync($"{Experiments}{created.Json["id"]}/")).ShouldBe(200);
        JsonNode.DeepEquals(read.Json["experiment_rollout"], Rollout(30, enabled: true, 60, 40)).ShouldBeTrue(read.Text);
        read.Json["metrics"]!.AsArray().ShouldBeEmpty();
    }

    public sealed class KeyOnV1() : ExperimentApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key);

    public sealed class KeyOnPostgres() : ExperimentApiTests(DatabaseProvider.Postgres, Versioning.V2, ActorKind.Key);

    public sealed class SessionOnV2() : ExperimentApiTests(DatabaseProvider.Sqlite, Versioning.V2, ActorKind.Person);
}
