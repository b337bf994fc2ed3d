using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Api.Features;

/// <summary>The audit log over HTTP.</summary>
public abstract class AuditApiTests(DatabaseProvider provider, Versioning versioning, ActorKind caller) : ApiTests(provider, versioning, caller)
{
    private string Audit => $"/api/v1/projects/{World.ProjectId}/audit/";

    [Fact]
    public async Task ARecord_SaysWhoDidWhat_WithTheObjectBeforeAndAfter()
    {
        var manager = await ManagerAsync();
        var address = await CreateAsync(Rollout(12.5, enabled: true, 60, 40));
        (await manager.PatchAsync($"{address}rollout/", new JsonObject { ["rollout_percentage"] = 50 })).ShouldBe(200);

        var newest = (await (await AsAsync(Role.Viewer)).GetAsync($"{Audit}?kind=experiment")).ShouldBe(200).Json["results"]![0]!;

        newest["action"]!.GetValue<string>().ShouldBe("rollout_changed");
        newest["object"]!.GetValue<string>().ShouldStartWith("experiment:");
        newest["name"]!.GetValue<string>().ShouldBe("Checkout button size");
        newest["revision"]!.GetValue<int>().ShouldBe(2);
        newest["environment"]!.GetValue<int>().ShouldBe(World.EnvironmentId);
        newest["actor"]!["kind"]!.GetValue<string>().ShouldBe(Caller is ActorKind.Person ? "person" : "key");
        newest["actor"]!["name"]!.GetValue<string>().ShouldStartWith("ProductManager");
        newest["before"]!["rollout"]!["percentage"]!.GetValue<double>().ShouldBe(12.5);
        newest["after"]!["rollout"]!["percentage"]!.GetValue<double>().ShouldBe(50);
        newest["after"]!["rollout"]!["control_value"]!.GetValue<string>().ShouldBe("classic");
    }

    [Fact]
    public async Task TheLog_IsNarrowed_AndWhatCannotBeReadIsRefused()
    {
        await CreateAsync();
        var administrator = await AsAsync(Role.Administrator);
        (await administrator.PatchAsync($"/api/v1/projects/{World.ProjectId}/", new JsonObject { ["name"] = "Web shop" })).ShouldBe(200);
        var me = (await administrator.GetAsync("/api/v1/me/")).Json;
        var today = World.Clock.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        (await administrator.GetAsync($"{Audit}?kind=project")).Rows("action").ShouldBe(["edited"]);
        (await administrator.GetAsync($"{Audit}?who={me["kind"]}-{me["id"]}")).Rows("kind").ShouldBe(["project"]);
        (await administrator.GetAsync($"{Audit}?who={me["kind"]}")).Rows("kind").ShouldContain("experiment");
        (await administrator.GetAsync($"{Audit}?who=system")).Rows("kind").ShouldBeEmpty();
        (await administrator.GetAsync($"{Audit}?q=CHECKOUT&kind=experiment")).Rows("kind").ShouldBe(["experiment"]);
        (await administrator.GetAsync($"{Audit}?environment={World.EnvironmentId}")).Rows("kind").ShouldContain("project", "what concerns all environments stays");
        (await administrator.GetAsync($"{Audit}?environment=999")).Rows("kind").ShouldNotContain("experiment");
        (await administrator.GetAsync($"{Audit}?from={today}&to={today}")).Rows("kind").ShouldContain("project");
        (await administrator.GetAsync($"{Audit}?to=2001-01-01")).Rows("kind").ShouldBeEmpty();
        (await administrator.GetAsync($"{Audit}?from=2999-01-01T00:00:00.5%2B02:00")).Rows("kind").ShouldBeEmpty();

        foreach (var (filter, name) in new[]
        {
            ("kind=lamp", "kind"), ("who=nobody", "who"), ("who=person-x", "who"), ("environment=Production", "environment"),
            ("from=yesterday", "from"), ("to=9999-12-31", "to"),
        })
        {
            (await administrator.GetAsync($"{Audit}?{filter}")).ShouldBeProblem(400, "filter_invalid", name);
        }
    }

    [Fact]
    public async Task TheLogOfTheInstance_HasWhatBelongsToNoProject()
    {
        var instance = await InstanceAsync();
        (await instance.PostAsync("/api/v1/people/", new JsonObject { ["email"] = "ada@example.com", ["name"] = "Ada" })).ShouldBe(201);
        await CreateAsync();

        var log = await instance.GetAsync("/api/v1/audit/");

        log.Rows("kind").ShouldBe(["person"]);
        log.Json["results"]![0]!["before"].ShouldBeNull();
        log.Json["results"]![0]!["after"]!["is_instance_administrator"]!.GetValue<bool>().ShouldBeFalse();
        log.Json["results"]![0]!["environment"].ShouldBeNull();
    }

    public sealed class KeyOnV1() : AuditApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key);
}
