using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Api.Features;

/// <summary>The history of an experiment over HTTP and as files.</summary>
public sealed class HistoryApiTests() : ApiTests(DatabaseProvider.Sqlite, Versioning.V2, ActorKind.Person)
{
    [Fact]
    public async Task TheRevisions_ComeInPages_WithBeforeAndAfterInWords()
    {
        var (viewer, one) = (await AsAsync(Role.Viewer), await ChangedAsync());

        var page = (await viewer.GetAsync($"{one}history/?page_size=1")).ShouldBe(200).Json;

        (page["count"]!.GetValue<int>(), page["results"]!.AsArray().Count).ShouldBe((3, 1));
        var newest = page["results"]![0]!;
        (newest["number"]!.GetValue<int>(), newest["action"]!.GetValue<string>(), newest["summary"]!.GetValue<string>())
            .ShouldBe((3, "rollout_changed", "rollout 20 % to 50 %"));
        newest["actor"]!["name"]!.GetValue<string>().ShouldBe("ProductManager");
        newest["changes"]!.ToJsonString().ShouldContain("50 %");
        (await viewer.GetAsync($"{Experiments}999999/history/")).ShouldBe(404);
    }

    [Fact]
    public async Task AnyTwo_AreCompared_AndWhatIsNone_IsRefused()
    {
        var (viewer, one) = (await AsAsync(Role.Viewer), await ChangedAsync());

        var compared = (await viewer.GetAsync($"{one}history/compare/?from=3&to=2")).ShouldBe(200).Json;

        (compared["from"]!.GetValue<int>(), compared["to"]!.GetValue<int>()).ShouldBe((3, 2));
        var change = compared["changes"]!.AsArray().ShouldHaveSingleItem()!;
        (change["field"]!.GetValue<string>(), change["before"]!.GetValue<string>(), change["after"]!.GetValue<string>())
            .ShouldBe(("rollout › percentage", "50 %", "20 %"));
        (await viewer.GetAsync($"{one}history/compare/?from=3")).ShouldBe(400);
        (await viewer.GetAsync($"{one}history/compare/?from=3&to=x")).ShouldBe(400);
        (await viewer.GetAsync($"{one}history/compare/?from=3&to=99")).ShouldBe(400);
        (await viewer.GetAsync($"{Experiments}999999/history/compare/?from=1&to=1")).ShouldBe(404);
    }

    [Fact]
    public async Task TheLast_IsUndone_Once_AndAnswersTheExperiment()
    {
        var (support, one) = (await AsAsync(Role.Support), await ChangedAsync());

        var undone = (await support.PostAsync($"{one}undo/")).ShouldBe(200);

        undone.Json["experiment_rollout"]!["rollout_percentage"]!.GetValue<decimal>().ShouldBe(20);
        (await support.PostAsync($"{one}undo/")).ShouldBe(409).Json["code"]!.GetValue<string>().ShouldBe("undo_refused");
        (await (await AsAsync(Role.Viewer)).PostAsync($"{one}undo/")).ShouldBe(403);
    }

    [Fact]
    public async Task AnUndo_FromAnOlderRevision_IsRefused_WithWhoChangedIt()
    {
        var (manager, one) = (await ManagerAsync(), await ChangedAsync());
        var seen = (await manager.GetAsync(one)).ETag!;
        (await (await AsAsync(Role.Administrator)).PatchAsync(one, new JsonObject { ["name"] = "Renamed" })).ShouldBe(200);

        (await manager.PostAsync($"{one}undo/", null, ("If-Match", seen))).ShouldBe(412).Json["detail"]!.GetValue<string>()
            .ShouldStartWith("Administrator changed this (");

        (await manager.GetAsync(one)).Json["name"]!.GetValue<string>().ShouldBe("Renamed");
        var undone = (await manager.PostAsync($"{one}undo/", null, ("If-Match", (await manager.GetAsync(one)).ETag!))).ShouldBe(200);
        undone.Json["name"]!.GetValue<string>().ShouldBe("Checkout button size");
        undone.ETag.ShouldBe("\"5\"");
    }

    [Fact]
    public async Task TheFiles_HaveEveryRevision_ForWhoeverMayRead()
    {
        var (viewer, one) = (await AsAsync(Role.Viewer), await ChangedAsync());
        var address = $"/shop/production/experiments/{one.TrimEnd('/').Split('/')[^1]}/history";

        var csv = await viewer.Http.GetStringAsync(new Uri($"{address}.csv", UriKind.Relative), Cancellation);
        var json = JsonNode.Parse(await viewer.Http.GetStringAsync(new Uri($"{address}.json", UriKind.Relative), Cancellation))!.AsArray();

        csv.Split("\r\n").Length.ShouldBe(5);
        csv.ShouldContain(",rollout 20 % to 50 %,,rollout › percentage: 20 %,rollout › percentage: 50 %\r\n");
        json.Select(revision => revision!["number"]!.GetValue<int>()).ShouldBe([3, 2, 1]);
        (await viewer.Http.GetAsync(new Uri("/shop/production/experiments/999999/history.csv", UriKind.Relative), Cancellation)).StatusCode
            .ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await viewer.Http.GetAsync(new Uri(address.Replace("production", "nowhere", StringComparison.Ordinal) + ".json", UriKind.Relative), Cancellation)).StatusCode
            .ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    private async Task<string> ChangedAsync()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        (await World.ApplyAsync(id, new() { Percentage = new(5_000) })).Error.ShouldBeNull();
        (await World.ViewAsync(id)).Item.Revision.ShouldBe(3);
        return $"{Experiments}{id}/";
    }
}
