using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Serving.Traits;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Persistence.Away;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Serving;

/// <summary><c>Delivery:TraitWrites=Durable</c>: what is answered is in the database, and what cannot be is not answered as if it were.</summary>
public abstract class DurableTraitsTests(DatabaseProvider provider) : AwayTests(provider)
{
    protected override Dictionary<string, string?> Settings
        => new(base.Settings, StringComparer.Ordinal) { ["Delivery:TraitWrites"] = "durable" };

    [Fact]
    public async Task AnAnswer_ComesAfterTheCommit()
    {
        (await SayAsync("ann", "pro")).ShouldBe(200);
        await using var db = World.Open();
        (await db.Set<StoredIdentity>().Select(identity => identity.Traits).SingleAsync(Cancellation)).ShouldBe("""{"plan":"pro"}""");
    }

    public sealed class OnPostgres() : DurableTraitsTests(DatabaseProvider.Postgres);

    public sealed class OnSqlite() : DurableTraitsTests(DatabaseProvider.Sqlite)
    {
        [Fact]
        public async Task WhatCannotBeStored_IsToComeAgain_AndAllElseIsAnswered()
        {
            await StoreAsync("ann", "pro");
            var file = Database.Options.File;
            File.Move(file, $"{file}.away");

            ShouldBeAway(await SayAsync("ann", "gold"), "traits_not_stored");
            (await Application.PostAsync("/api/v1/identities/", JsonNode.Parse("""{"identifier":"ann"}"""))).ShouldBe(200);
            (await Application.PostAsync(
                "/api/v1/identities/", JsonNode.Parse("""{"identifier":"ann","transient":true,"traits":[{"trait_key":"plan","trait_value":"x"}]}"""))).ShouldBe(200);
            (await Application.PostAsync(
                "/api/v1/identities/", JsonNode.Parse("""{"identifier":"bob","traits":[{"trait_key":"plan","trait_value":"x","transient":true}]}"""))).ShouldBe(200);
            (await Application.GetAsync("/api/v1/flags/")).ShouldBe(200);

            File.Move($"{file}.away", file);
            (await SayAsync("ann", "silver")).ShouldBe(200);
            (await PlanOfAsync("ann")).ShouldBe("silver");
        }
    }
}
