using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Api.Features;

/// <summary>Who the caller is, and the projects that they may see and manage.</summary>
public abstract class ProjectApiTests(DatabaseProvider provider, Versioning versioning, ActorKind caller) : ApiTests(provider, versioning, caller)
{
    private const string Projects = "/api/v1/projects/";

    private string Project => $"{Projects}{World.ProjectId}/";

    [Fact]
    public async Task Me_SaysWhoCalls_AndWhereTheyMayDoWhat()
    {
        var kind = Caller is ActorKind.Person ? "person" : "key";
        var support = (await (await AsAsync(Role.Support)).GetAsync("/api/v1/me/")).ShouldBe(200).Json;
        support["kind"]!.GetValue<string>().ShouldBe(kind);
        support["name"]!.GetValue<string>().ShouldStartWith("Support");
        support["role"].ShouldBeNull();
        support["instance_administrator"]!.GetValue<bool>().ShouldBeFalse();
        support["projects"]!.ToJsonString().ShouldBe($$"""[{"project":{{World.ProjectId}},"project_name":"Shop","role":"support"}]""");

        var instance = (await (await InstanceAsync()).GetAsync("/api/v1/me/")).ShouldBe(200).Json;
        instance["kind"]!.GetValue<string>().ShouldBe(kind);
        instance["role"]!.GetValue<string>().ShouldBe("administrator");
        instance["instance_administrator"]!.GetValue<bool>().ShouldBeTrue();
        instance["projects"]!.AsArray().ShouldBeEmpty();

        using var nobody = Server.Anybody();
        (await nobody.GetAsync("/api/v1/me/")).ShouldBeProblem(401, "not_signed_in");
    }

    [Fact]
    public async Task TheList_HasTheProjectsThatTheCallerMaySee()
    {
        var instance = await InstanceAsync();
        await CreateProjectAsync("Blog");

        (await instance.GetAsync(Projects)).Rows("name").ShouldBe(["Blog", "Shop"]);
        (await (await AsAsync(Role.Viewer)).GetAsync(Projects)).Rows("name").ShouldBe(["Shop"]);
        (await instance.GetAsync($"{Projects}?q=SHO")).Rows("name").ShouldBe(["Shop"]);
        var first = await instance.GetAsync($"{Projects}?page_size=1");
        first.Rows("slug").ShouldBe(["blog"]);
        first.Json["count"]!.GetValue<int>().ShouldBe(2);
        (await instance.GetAsync(new Uri(first.Json["next"]!.GetValue<string>()).PathAndQuery)).Rows("id").ShouldBe([$"{World.ProjectId}"]);
        (await instance.GetAsync($"{Projects}?page=9")).ShouldBeProblem(404, "invalid_page");
        (await instance.GetAsync($"{Projects}?page=-1")).ShouldBeProblem(404, "invalid_page");
    }

    [Fact]
    public async Task AKeyOfTheInstance_SeesEveryProjectWithItsRole_AndManagesNothing()
    {
        using var viewer = Server.WithKey((await Server.AddKeyAsync(projectId: null, Role.Viewer)).Key);

        (await viewer.GetAsync(Projects)).Rows("name").ShouldBe(["Shop"]);
        (await viewer.GetAsync("/api/v1/me/")).ShouldBe(200).Json["role"]!.GetValue<string>().ShouldBe("viewer");
        (await viewer.PatchAsync(Project, new JsonObject { ["name"] = "Mine" })).ShouldBeProblem(403, "role_too_low");
        (await viewer.PostAsync(Projects, NewProject("Mine"))).ShouldBeProblem(403, "not_instance_administrator");
    }

    [Fact]
    public async Task AProject_IsCreatedWithItsEnvironments_ByThoseWhoManageTheInstance()
    {
        var instance = await InstanceAsync();

        var created = (await instance.PostAsync(Projects, NewProject("Web shop"))).ShouldBe(201);

        created.Json["name"]!.GetValue<string>().ShouldBe("Web shop");
        created.Json["slug"]!.GetValue<string>().ShouldBe("web-shop");
        created.ETag.ShouldBe("\"1\"");
        var environments = await instance.GetAsync($"{Projects}{created.Json["id"]}/environments/");
        environments.Rows("name").ShouldBe(["Development", "Production"]);
        environments.Rows("versioning").ShouldBe(["v1", "v2"]);
        environments.Rows("is_production").ShouldBe(["false", "true"]);

        (await instance.PostAsync(Projects, NewProject("web SHOP"))).ShouldBeProblem(409, "name_taken", "name");
        (await instance.PostAsync(Projects, new JsonObject { ["name"] = "Empty", ["environments"] = new JsonArray() }))
            .ShouldBeProblem(400, "environments_missing", "environments");
        (await instance.PostAsync(Projects, new JsonObject { ["environments"] = new JsonArray(new JsonObject { ["versioning"] = "v3" }) }))
            .ShouldBeProblem(400, "invalid", "environments[0].versioning").ShouldBeProblem(400, "invalid", "name");
        (await (await AsAsync(Role.Administrator)).PostAsync(Projects, NewProject("Mine"))).ShouldBeProblem(403, "not_instance_administrator");
    }

    [Fact]
    public async Task AnEdit_KeepsWhatItLeavesOut_AndARevisionThatMovedRefusesIt()
    {
        var administrator = await AsAsync(Role.Administrator);
        var read = (await administrator.GetAsync(Project)).ShouldBe(200);

        var edited = (await administrator.PatchAsync(Project, new JsonObject { ["hide_disabled_flags"] = true }, ("If-Match", read.ETag!))).ShouldBe(200);
        edited.Json["name"]!.GetValue<string>().ShouldBe("Shop");
        edited.Json["hide_disabled_flags"]!.GetValue<bool>().ShouldBeTrue();
        edited.ETag.ShouldNotBe(read.ETag);

        (await administrator.PatchAsync(Project, new JsonObject { ["name"] = "Late" }, ("If-Match", read.ETag!)))
            .ShouldBeProblem(412, "stale_revision").Json["detail"]!.GetValue<string>().ShouldContain("Administrator");
        (await administrator.PatchAsync(Project, new JsonObject { ["name"] = "Web shop" })).ShouldBe(200).Json["hide_disabled_flags"]!
            .GetValue<bool>().ShouldBeTrue();
        (await administrator.PatchAsync(Project, new JsonObject { ["name"] = new string('x', 256) })).ShouldBeProblem(400, "name_too_long", "name");
        (await administrator.PatchAsync(Project, new JsonObject { ["hide_disabled_flags"] = "maybe" })).ShouldBeProblem(400, "invalid", "hide_disabled_flags");
        (await (await ManagerAsync()).PatchAsync(Project, new JsonObject { ["name"] = "Mine" })).ShouldBeProblem(403, "role_too_low");
    }

    [Fact]
    public async Task AProject_IsDeletedByItsTypedName()
    {
        var instance = await InstanceAsync();
        var read = (await instance.GetAsync(Project)).ShouldBe(200);

        (await (await AsAsync(Role.Administrator)).DeleteAsync($"{Project}?confirm=Shop")).ShouldBeProblem(403, "not_instance_administrator");
        (await instance.DeleteAsync(Project)).ShouldBeProblem(400, "name_not_confirmed", "confirm");
        (await instance.DeleteAsync($"{Project}?confirm=Shop", ("If-Match", "\"77\""))).ShouldBeProblem(412, "stale_revision");
        (await instance.DeleteAsync($"{Project}?confirm=Shop", ("If-Match", read.ETag!))).ShouldBe(204).Text.ShouldBeEmpty();

        (await instance.GetAsync(Project)).ShouldBeProblem(403, "project_not_found");
        (await instance.GetAsync(Projects)).Rows("name").ShouldBeEmpty();
    }

    [Fact]
    public async Task AForeignProject_AndOneThatIsNone_LookAlike()
    {
        var other = await CreateProjectAsync("Blog");
        var administrator = await AsAsync(Role.Administrator);

        foreach (var path in new[] { "", "environments/", "members/", "api-keys/", "audit/" })
        {
            var foreign = (await administrator.GetAsync($"{Projects}{other}/{path}")).ShouldBeProblem(403, "project_not_found");
            (await administrator.GetAsync($"{Projects}999999/{path}")).ShouldBeLike(foreign);
        }
    }

    private static JsonObject NewProject(string name) => new()
    {
        ["name"] = name,
        ["environments"] = new JsonArray(
            new JsonObject { ["name"] = "Development", ["versioning"] = "v1" }, new JsonObject { ["name"] = "Production", ["is_production"] = true }),
    };

    private async Task<int> CreateProjectAsync(string name)
        => (await (await InstanceAsync()).PostAsync(Projects, NewProject(name))).ShouldBe(201).Json["id"]!.GetValue<int>();

    public sealed class KeyOnV1() : ProjectApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key);

    public sealed class KeyOnPostgres() : ProjectApiTests(DatabaseProvider.Postgres, Versioning.V2, ActorKind.Key);

    public sealed class SessionOnV2() : ProjectApiTests(DatabaseProvider.Sqlite, Versioning.V2, ActorKind.Person);
}
