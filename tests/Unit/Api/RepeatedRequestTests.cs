using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Api;

/// <summary>Two people at once, one person twice: <c>If-Match</c> and <c>Idempotency-Key</c>.</summary>
public abstract class RepeatedRequestTests(DatabaseProvider provider, ActorKind caller) : ApiTests(provider, Versioning.V2, caller)
{
    private const string Key = "Idempotency-Key";

    [Fact]
    public async Task A_change_made_from_an_older_revision_is_refused_with_who_changed_what()
    {
        var manager = await ManagerAsync();
        var address = await CreateAsync(Rollout(20, enabled: true, 50));
        var tag = (await manager.GetAsync(address)).ETag!;
        (await (await AsAsync(Role.Support)).PatchAsync($"{address}rollout/", new JsonObject { ["rollout_percentage"] = 50 })).ShouldBe(200);

        var stale = (await manager.PatchAsync(address, new JsonObject { ["name"] = "Mine" }, ("If-Match", tag))).ShouldBe(412);

        stale.Json["detail"]!.GetValue<string>().ShouldContain("Support");
        stale.Json["detail"]!.GetValue<string>().ShouldContain("rollout 20 % to 50 %");
        (await manager.PostAsync($"{address}start/", null, ("If-Match", tag))).ShouldBe(412);
        (await manager.DeleteAsync(address, ("If-Match", tag))).ShouldBe(412);
        (await manager.PatchAsync(address, new JsonObject { ["name"] = "Mine" }, ("If-Match", "W/\"2\""))).ShouldBe(412);
        (await manager.PatchAsync(address, new JsonObject { ["name"] = "Mine" }, ("If-Match", "nonsense"))).ShouldBe(412);
        var now = (await manager.GetAsync(address)).ETag!;
        (await manager.PatchAsync(address, new JsonObject { ["name"] = "Mine" }, ("If-Match", now))).ShouldBe(200).ETag.ShouldNotBe(now);
        (await manager.PatchAsync(address, new JsonObject { ["name"] = "Any" }, ("If-Match", "*"))).ShouldBe(200);
    }

    [Fact]
    public async Task A_creation_that_is_sent_twice_happens_once()
    {
        var manager = await ManagerAsync();
        var first = (await manager.PostAsync(Experiments, NewExperiment(), (Key, "abc"))).ShouldBe(201);
        (await manager.PostAsync($"{Experiments}{first.Json["id"]}/start/")).ShouldBe(200);

        var second = (await manager.PostAsync(Experiments, NewExperiment(), (Key, "abc"))).ShouldBe(201);

        second.Text.ShouldBe(first.Text);
        second.ETag.ShouldBe(first.ETag);
        second.Headers["Idempotency-Replayed"].ShouldBe("true");
        (await manager.GetAsync(Experiments)).Json["count"]!.GetValue<int>().ShouldBe(1);
        (await manager.PostAsync(Experiments, NewExperiment(name: "Other"), (Key, "abc"))).ShouldBe(422);
        (await manager.PostAsync(Experiments, NewExperiment(), (Key, "other"))).ShouldBe(409);
        (await (await AsAsync(Role.Administrator)).PostAsync(Experiments, NewExperiment(), (Key, "abc"))).ShouldBe(409);
        (await manager.PostAsync(Experiments, NewExperiment(), (Key, new string('x', 256)))).ShouldBe(400);
    }

    [Fact]
    public async Task A_start_that_is_sent_twice_happens_once_and_a_refused_one_can_be_tried_again()
    {
        var manager = await ManagerAsync();
        var address = await CreateAsync(Rollout(20, enabled: true, 50));
        var start = $"{address}start/";
        var first = (await manager.PostAsync(start, null, (Key, "go"))).ShouldBe(200);
        (await manager.PostAsync(start, null, (Key, "go"))).ShouldBe(200).Text.ShouldBe(first.Text);
        (await manager.PostAsync(start, null, (Key, "again"))).ShouldBe(400);
        await manager.PostAsync($"{address}pause/");
        (await manager.PostAsync(start, null, (Key, "again"))).ShouldBe(200).Headers.Keys.ShouldNotContain("Idempotency-Replayed");
    }

    [Fact]
    public async Task An_answer_is_kept_for_a_day()
    {
        var manager = await ManagerAsync();
        (await manager.PostAsync(Experiments, NewExperiment(), (Key, "abc"))).ShouldBe(201);
        World.Clock.AdjustTime(World.Clock.GetUtcNow().AddHours(24)); // The server need not live through each second of it.
        (await manager.PostAsync(Experiments, NewExperiment(), (Key, "abc"))).ShouldBe(409);
        await using var db = World.Open();
        (await db.Set<IdempotencyRecord>().CountAsync(Cancellation)).ShouldBe(1);
    }

    public sealed class KeyOnSqlite() : RepeatedRequestTests(DatabaseProvider.Sqlite, ActorKind.Key);

    public sealed class KeyOnPostgres() : RepeatedRequestTests(DatabaseProvider.Postgres, ActorKind.Key);

    public sealed class Session() : RepeatedRequestTests(DatabaseProvider.Sqlite, ActorKind.Person);
}
