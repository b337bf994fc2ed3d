using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Api;

/// <summary>Names that can pass for others, over HTTP: refused under the member, whatever the route.</summary>
public abstract class NameApiTests(DatabaseProvider provider, Versioning versioning, ActorKind caller) : ApiTests(provider, versioning, caller)
{
    private string Project => $"/api/v1/projects/{World.ProjectId}/";

    [Theory]
    [InlineData("Pri\u00ADce", "name_unreadable")]
    [InlineData("Рrice", "name_mixes_scripts")]
    public async Task ANameThatCanPassForAnother_IsA400_UnderItsName(string name, string code)
    {
        var (instance, administrator, manager) = (await InstanceAsync(), await AsAsync(Role.Administrator), await ManagerAsync());
        var experiment = (await manager.PostAsync(Experiments, Experiment("Price"))).ShouldBe(201).Json["id"];

        foreach (var answer in (ApiAnswer[])[
            await administrator.PatchAsync(Project, Body(name)), await administrator.PostAsync($"{Project}environments/", Body(name)),
            await administrator.PatchAsync($"{Environment}/", Body(name)), await administrator.PostAsync($"{Environment}/keys/", Body(name)),
            await manager.PostAsync($"{Project}segments/", Segment(name)), await instance.PostAsync("/api/v1/people/", Person("a@example.com", name))])
        {
            answer.ShouldBeProblem(400, code, "name");
        }

        (await instance.PostAsync("/api/v1/people/", Person($"{name}@example.com", "Ada"))).ShouldBeProblem(400, code, "email");
        (await manager.PostAsync(Experiments, Experiment(name))).ShouldBe(400).Json["name"]!.AsArray().ShouldHaveSingleItem();
        (await manager.PatchAsync($"{Experiments}{experiment}/", Body(name))).ShouldBe(400).Json["name"]!.AsArray().ShouldHaveSingleItem();
        (await manager.PostAsync($"{Project}features/", new JsonObject { ["name"] = name, ["type"] = "string" })).ShouldBe(400);
    }

    [Fact]
    public async Task ANameThatLooksLikeAnother_IsRefused_AndNamesIt()
    {
        var (instance, administrator, manager) = (await InstanceAsync(), await AsAsync(Role.Administrator), await ManagerAsync());
        (await manager.PostAsync($"{Project}segments/", Segment("Coco"))).ShouldBe(201);
        (await instance.PostAsync("/api/v1/people/", Person("coco@example.com", "Coco"))).ShouldBe(201);

        (await manager.PostAsync($"{Project}segments/", Segment("Сосо"))).ShouldBeProblem(409, "name_taken", "name").Text.ShouldContain("Coco");
        (await administrator.PostAsync($"{Project}environments/", Body("PRODUCTION"))).ShouldBeProblem(409, "name_taken", "name").Text.ShouldContain("Production");
        (await instance.PostAsync("/api/v1/people/", Person("сосо@example.com", "Ada"))).ShouldBeProblem(409, "email_taken", "email").Text.ShouldContain("coco@example.com");
        (await instance.PostAsync("/api/v1/people/", Person("other@example.com", "Сосо"))).ShouldBeProblem(400, "name_alike", "name").Text.ShouldContain("Coco");
    }

    public sealed class KeyOnV1() : NameApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key);

    public sealed class SessionOnPostgres() : NameApiTests(DatabaseProvider.Postgres, Versioning.V2, ActorKind.Person);

    private static JsonObject Body(string name) => new() { ["name"] = name, ["kind"] = "client" };

    private static JsonObject Person(string email, string name) => new() { ["email"] = email, ["name"] = name };

    private static JsonObject Segment(string name) => new()
    {
        ["name"] = name,
        ["rules"] = JsonNode.Parse("""[{"type":"ALL","conditions":[{"property":"plan","operator":"IS_SET"}],"rules":[]}]"""),
    };

    private JsonObject Experiment(string name) => new() { ["feature"] = World.FeatureId, ["name"] = name, ["hypothesis"] = "It helps." };
}
