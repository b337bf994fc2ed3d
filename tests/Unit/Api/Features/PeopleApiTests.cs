using System.Globalization;
using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Api.Features;

/// <summary>People, their roles in projects, and the keys of scripts.</summary>
public abstract class PeopleApiTests(DatabaseProvider provider, Versioning versioning, ActorKind caller) : ApiTests(provider, versioning, caller)
{
    private const string People = "/api/v1/people/";

    private string Members => $"/api/v1/projects/{World.ProjectId}/members/";

    private string ProjectKeys => $"/api/v1/projects/{World.ProjectId}/api-keys/";

    [Fact]
    public async Task SomebodyIsInvited_WithALinkThatIsShownOnce()
    {
        var instance = await InstanceAsync();

        var invited = (await instance.PostAsync(People, new JsonObject
        {
            ["email"] = "ada@example.com",
            ["name"] = "Ada",
            ["project"] = World.ProjectId,
            ["role"] = "product_manager",
        })).ShouldBe(201);

        invited.Json["standing"]!.GetValue<string>().ShouldBe("invited");
        invited.Json["projects"]![0]!["role"]!.GetValue<string>().ShouldBe("product_manager");
        var link = new Uri(invited.Json["password_link"]!.GetValue<string>());
        link.GetLeftPart(UriPartial.Authority).ShouldBe(Server.Address.GetLeftPart(UriPartial.Authority));
        using var ada = Server.Anybody();
        (await ada.GetAsync(link.PathAndQuery)).ShouldBe(200).Text.ShouldContain("Ada");
        var list = await instance.GetAsync($"{People}?q=EXAMPLE&standing=invited");
        list.Rows("email").ShouldBe(["ada@example.com"]);
        list.Rows("password_link").ShouldBe([null]);

        var next = (await instance.PostAsync($"{People}{invited.Json["id"]}/password-link/")).ShouldBe(201).Json["password_link"]!.GetValue<string>();
        (await ada.GetAsync(new Uri(next).PathAndQuery)).ShouldBe(200).Text.ShouldContain("Ada");
        (await ada.GetAsync(link.PathAndQuery)).Text.ShouldNotContain("Ada", Case.Sensitive, "the earlier link ended");

        (await instance.PostAsync(People, new JsonObject { ["email"] = "ADA@example.com", ["name"] = "Ada" })).ShouldBeProblem(409, "email_taken", "email");
        (await instance.PostAsync(People, new JsonObject { ["email"] = "x", ["name"] = "Ada" })).ShouldBeProblem(400, "email_invalid", "email");
        (await instance.PostAsync(People, new JsonObject { ["role"] = "king" })).ShouldBeProblem(400, "invalid", "role").ShouldBeProblem(400, "invalid", "email");
        (await instance.PostAsync(People, new JsonObject { ["email"] = "b@example.com", ["name"] = "B", ["project"] = 999 }))
            .ShouldBeProblem(400, "project_unknown", "project");
        (await instance.GetAsync($"{People}?standing=lost")).ShouldBeProblem(400, "filter_invalid", "standing");
    }

    [Fact]
    public async Task APerson_IsRenamed_MadeInstanceAdministrator_KeptOut_AndLetIn()
    {
        var instance = await InstanceAsync();
        var support = $"{People}{await IdAsync(Role.Support)}/";
        var read = (await instance.GetAsync(support)).ShouldBe(200);
        read.Json["projects"]!.AsArray().Count.ShouldBe(1);

        var edited = (await instance.PatchAsync(
            support, new JsonObject { ["name"] = "Sue", ["instance_administrator"] = true }, ("If-Match", read.ETag!))).ShouldBe(200);
        edited.Json["name"]!.GetValue<string>().ShouldBe("Sue");
        edited.Json["instance_administrator"]!.GetValue<bool>().ShouldBeTrue();
        (await instance.PatchAsync(support, new JsonObject { ["name"] = "Late" }, ("If-Match", read.ETag!))).ShouldBeProblem(412, "stale_revision");
        (await instance.PatchAsync(support, new JsonObject())).ShouldBe(200).ETag.ShouldBe(edited.ETag);

        // Nobody else could sign in: both changes or neither.
        (await instance.PatchAsync(support, new JsonObject { ["name"] = "Half", ["instance_administrator"] = false })).ShouldBeProblem(409, "last_administrator");
        (await instance.GetAsync(support)).Json["name"]!.GetValue<string>().ShouldBe("Sue");
        (await instance.PatchAsync(support, new JsonObject { ["name"] = " " })).ShouldBeProblem(400, "invalid", "name");

        var viewer = $"{People}{await IdAsync(Role.Viewer)}/";
        (await instance.PostAsync($"{viewer}deactivate/", body: null, ("If-Match", "\"77\""))).ShouldBeProblem(412, "stale_revision");
        (await instance.PostAsync($"{viewer}deactivate/")).ShouldBe(200).Json["standing"]!.GetValue<string>().ShouldBe("deactivated");
        (await instance.PostAsync($"{viewer}password-link/")).ShouldBeProblem(409, "deactivated");
        (await instance.PostAsync($"{viewer}reactivate/")).ShouldBe(200).Json["standing"]!.GetValue<string>().ShouldBe("invited");
        (await instance.GetAsync($"{People}999999/")).ShouldBeProblem(404, "person_not_found");
        (await instance.PatchAsync($"{People}999999/", new JsonObject())).ShouldBeProblem(404, "person_not_found");
    }

    [Fact]
    public async Task PeopleAndKeysOfTheInstance_AreForThoseWhoManageIt()
    {
        var administrator = await AsAsync(Role.Administrator);

        foreach (var path in new[] { People, $"{People}1/", "/api/v1/api-keys/", "/api/v1/audit/" })
        {
            (await administrator.GetAsync(path)).ShouldBeProblem(403, "not_instance_administrator");
        }

        (await administrator.PostAsync(People, new JsonObject())).ShouldBeProblem(403, "not_instance_administrator");
    }

    [Fact]
    public async Task AMember_GetsARole_AnotherOne_AndNone()
    {
        var administrator = await AsAsync(Role.Administrator);
        var member = $"{Members}{await IdAsync(Role.Support)}/";
        (await (await AsAsync(Role.Viewer)).GetAsync(Members)).Rows("role").ShouldBe(["administrator", "product_manager", "support", "viewer"]);

        var raised = (await administrator.PutAsync(member, new JsonObject { ["role"] = "product_manager" })).ShouldBe(200);
        raised.Json["role"]!.GetValue<string>().ShouldBe("product_manager");
        (await administrator.GetAsync(member)).ETag.ShouldBe(raised.ETag);
        (await administrator.PutAsync(member, new JsonObject { ["role"] = "viewer" }, ("If-Match", "\"77\""))).ShouldBeProblem(412, "stale_revision");
        (await administrator.DeleteAsync(member, ("If-Match", "\"77\""))).ShouldBeProblem(412, "stale_revision");
        (await administrator.DeleteAsync(member, ("If-Match", raised.ETag!))).ShouldBe(204);
        (await administrator.DeleteAsync(member)).ShouldBeProblem(404, "not_a_member");
        (await administrator.GetAsync(member)).ShouldBeProblem(404, "person_not_found");
        (await administrator.PutAsync(member, new JsonObject { ["role"] = "support" })).ShouldBe(200);

        (await administrator.PutAsync(member, new JsonObject { ["role"] = "king" })).ShouldBeProblem(400, "invalid", "role");
        (await administrator.PutAsync($"{Members}999999/", new JsonObject { ["role"] = "viewer" })).ShouldBeProblem(404, "person_not_found");
        (await (await ManagerAsync()).PutAsync(member, new JsonObject { ["role"] = "viewer" })).ShouldBeProblem(403, "role_too_low");
        (await administrator.GetAsync($"{Members}?q=sup")).Rows("name").ShouldBe(["Support"]);
    }

    [Fact]
    public async Task APersonMakesAKey_ThatIsShownOnce_AndWorksUntilItIsRevoked()
    {
        var body = new JsonObject { ["name"] = "Deployment", ["role"] = "support", ["expires_at"] = "2999-01-01T00:00:00+01:00" };
        var administrator = await AsAsync(Role.Administrator);
        var made = await administrator.PostAsync(ProjectKeys, body);
        if (Caller is ActorKind.Key)
        {
            made.ShouldBeProblem(403, "keys_make_no_keys");
            return;
        }

        made.ShouldBe(201).Json["expires_at"]!.GetValue<string>().ShouldBe("2998-12-31T23:00:00Z");
        made.Json["project"]!.GetValue<int>().ShouldBe(World.ProjectId);
        var token = made.Json["key"]!.GetValue<string>();
        using var script = Server.WithKey(token);
        (await script.GetAsync("/api/v1/me/")).ShouldBe(200).Json["name"]!.GetValue<string>().ShouldBe("Deployment");
        (await administrator.GetAsync(ProjectKeys)).ShouldBe(200).Text.ShouldNotContain(token);
        (await administrator.GetAsync($"{ProjectKeys}{made.Json["id"]}/")).ShouldBe(200).Json["key"].ShouldBeNull();

        (await administrator.DeleteAsync($"{ProjectKeys}{made.Json["id"]}/")).ShouldBe(204);
        (await script.GetAsync("/api/v1/me/")).ShouldBeProblem(401, "not_signed_in");

        var instance = await InstanceAsync();
        (await instance.PostAsync("/api/v1/api-keys/", body)).ShouldBe(201).Json["project"].ShouldBeNull();
        (await administrator.PostAsync(ProjectKeys, new JsonObject { ["name"] = "Old", ["role"] = "viewer", ["expires_at"] = "2001-01-01T00:00:00Z" }))
            .ShouldBeProblem(400, "expiry_past", "expires_at");
        (await administrator.PostAsync(ProjectKeys, new JsonObject { ["role"] = 3, ["expires_at"] = "soon" }))
            .ShouldBeProblem(400, "invalid", "name").ShouldBeProblem(400, "invalid", "role").ShouldBeProblem(400, "invalid", "expires_at");
    }

    [Fact]
    public async Task TheInstanceListsAndRevokesEveryKey_AProjectItsOwn()
    {
        var (administrator, instance) = (await AsAsync(Role.Administrator), await InstanceAsync());
        var (whole, _) = await Server.AddKeyAsync(projectId: null, Role.Support);
        var (own, _) = await Server.AddKeyAsync(World.ProjectId, Role.Viewer);

        (await instance.GetAsync("/api/v1/api-keys/")).Rows("id").ShouldBeSubsetOf(await AllAsync(instance));
        (await instance.GetAsync("/api/v1/api-keys/")).Rows("id").ShouldContain($"{own}");
        (await administrator.GetAsync(ProjectKeys)).Rows("id").ShouldNotContain($"{whole}");
        (await administrator.GetAsync($"{ProjectKeys}{whole}/")).ShouldBeProblem(404, "key_not_found");
        (await administrator.DeleteAsync($"{ProjectKeys}{whole}/")).ShouldBeProblem(404, "key_not_found");

        (await instance.DeleteAsync($"/api/v1/api-keys/{own}/")).ShouldBe(204);
        (await administrator.GetAsync($"{ProjectKeys}?standing=revoked")).Rows("id").ShouldBe([own.ToString(CultureInfo.InvariantCulture)]);
        (await instance.GetAsync($"/api/v1/api-keys/?q=support")).Rows("id").ShouldBe([whole.ToString(CultureInfo.InvariantCulture)]);
        (await administrator.GetAsync($"{ProjectKeys}?standing=lost")).ShouldBeProblem(400, "filter_invalid", "standing");
        (await (await ManagerAsync()).GetAsync(ProjectKeys)).ShouldBeProblem(403, "role_too_low");
    }

    private static async Task<IReadOnlyList<string?>> AllAsync(ApiClient instance) => (await instance.GetAsync("/api/v1/api-keys/?page_size=999")).Rows("id");

    private async Task<int> IdAsync(Role role)
    {
        await using var db = World.Open();
        return await db.Set<Person>().Where(user => user.Email == $"{role}@test.local").Select(user => user.Id).SingleAsync(Cancellation);
    }

    public sealed class KeyOnV1() : PeopleApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key);

    public sealed class SessionOnV2() : PeopleApiTests(DatabaseProvider.Sqlite, Versioning.V2, ActorKind.Person);
}
