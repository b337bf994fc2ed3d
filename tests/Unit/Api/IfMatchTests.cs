using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Api;

/// <summary><c>If-Match</c> blames somebody only when somebody changed something, and then by name.</summary>
public sealed class IfMatchTests() : ApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Person)
{
    [Theory]
    [InlineData("W/\"1\"", "a weak tag")]
    [InlineData("W/\"7\"", "a weak tag")]
    [InlineData("\"x\"", "no ETag of this API")]
    [InlineData("\"01\"", "no ETag of this API")]
    [InlineData("\" 1\"", "no ETag of this API")]
    [InlineData("\"1-gzip\"", "no ETag of this API")]
    [InlineData("\"-1\"", "no ETag of this API")]
    [InlineData("\"99999999999\"", "no ETag of this API")]
    [InlineData("W/\"x\"", "no ETag of this API")]
    [InlineData("1", "no entity tag")]
    [InlineData("\"1", "no entity tag")]
    [InlineData("nonsense", "no entity tag")]
    [InlineData("\"1\" \"2\"", "no entity tag")]
    [InlineData("*, \"1\"", "no entity tag")]
    public async Task A_tag_that_is_none_of_ours_is_refused_for_that_and_nobody_is_blamed(string tag, string cause)
    {
        var manager = await ManagerAsync();
        var address = await CreateAsync();
        var name = new JsonObject { ["name"] = "Mine" };
        foreach (var answer in new[]
        {
            await manager.PatchAsync(address, name.DeepClone(), ("If-Match", tag)),
            await manager.DeleteAsync(address, ("If-Match", tag)),
            await manager.PostAsync($"{address}start/", null, ("If-Match", tag)),
            await (await AsAsync(Role.Administrator)).PatchAsync($"/api/v1/projects/{World.ProjectId}/", name.DeepClone(), ("If-Match", tag)),
        })
        {
            var sentence = answer.ShouldBe(412).Json["detail"]!.GetValue<string>();
            sentence.ShouldContain(cause);
            sentence.ShouldContain(tag);
            sentence.ShouldNotContain("changed this");
        }
    }

    [Fact]
    public async Task A_revision_that_never_was_blames_nobody_and_an_older_one_whoever_changed_it()
    {
        var manager = await ManagerAsync();
        var address = await CreateAsync();
        var first = (await manager.GetAsync(address)).ETag!;
        var later = (await manager.PatchAsync(address, new JsonObject { ["name"] = "Mine" }, ("If-Match", "\"7777\""))).ShouldBe(412);
        later.Json["detail"]!.GetValue<string>().ShouldBe(
            "Your change was made from revision 7777, which this never had. Nobody changed it, and your change was not saved: look at it as it is, then save again.");

        (await manager.PatchAsync(address, new JsonObject { ["name"] = "Mine" }, ("If-Match", $"\"x\", W/{first}, {first}"))).ShouldBe(200);
        (await (await AsAsync(Role.Administrator)).PatchAsync(address, new JsonObject { ["name"] = "Late" }, ("If-Match", first)))
            .ShouldBe(412).Json["detail"]!.GetValue<string>().ShouldStartWith("ProductManager changed this (");
    }
}
