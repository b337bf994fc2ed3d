using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Persistence;

/// <summary>
/// SQLite cannot alter most of a table, so migrations rebuild it. That resets the database's own sequence to the highest
/// id that is left; ids that salt a hash must not come back.
/// </summary>
public sealed class RebuildTests() : WorldTests(DatabaseProvider.Sqlite, Versioning.V2)
{
    [Fact]
    public async Task ASequence_IsResetByARebuild_AndTheCountersHold()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(1_000, enabled: false, 5_000));
        var before = (await World.FlagAsync()).Overrides.Single().Scope;
        await World.Get<DeleteExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id), Cancellation);
        await using (var db = World.Open())
        {
            // The database's own sequence gives the number of a removed row again after a rebuild ...
            await ExecuteAsync(db, "CREATE TABLE numbered (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT)");
            await ExecuteAsync(db, "INSERT INTO numbered (name) VALUES ('kept'), ('removed')");
            await ExecuteAsync(db, "DELETE FROM numbered WHERE name = 'removed'");
            await RebuildAsync(db, "numbered", "id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT");
            await ExecuteAsync(db, "INSERT INTO numbered (name) VALUES ('new')");
            (await db.Database.SqlQuery<int>($"SELECT id AS \"Value\" FROM numbered WHERE name = 'new'").SingleAsync(Cancellation)).ShouldBe(2);

            // ... and the counters do not, even when their own table is rebuilt and what they numbered is gone.
            await RebuildAsync(db, "counters", "name TEXT PRIMARY KEY, next_value INTEGER NOT NULL");
            await ExecuteAsync(db, "PRAGMA foreign_keys = 0");
            await ExecuteAsync(db, "DELETE FROM experiments");
            await ExecuteAsync(db, "DELETE FROM segments");
        }

        var next = await World.CreateExperimentAsync(World.Rollout(1_000, enabled: false, 5_000));

        next.ShouldBeGreaterThan(id);
        var after = (await World.FlagAsync()).Overrides.Single().Scope;
        after.SegmentId!.Value.ShouldBeGreaterThan(before.SegmentId!.Value);
        after.Seed.ShouldBeGreaterThan(before.Seed);
    }

    [Fact]
    public async Task AnIdentityOverride_NeverGetsTheIdOfOneThatWasRemoved()
    {
        var removed = await ForceAsync("first");
        await World.Get<RemoveIdentityOverride>().RunAsync(new(World.Manager, World.EnvironmentId, World.FeatureId, removed), Cancellation);
        await using (var db = World.Open())
        {
            await ExecuteAsync(db, "DELETE FROM sqlite_sequence WHERE name = 'identity_overrides'"); // As after a rebuild.
        }

        (await ForceAsync("second")).ShouldBeGreaterThan(removed);
    }

    [Fact]
    public async Task TheFullTextTable_IsThereAfterAllMigrations_AndFollowsTheExperiments()
    {
        await using var db = World.Open();
        var objects = await db.Database.SqlQuery<string>(
            $"SELECT name AS \"Value\" FROM sqlite_master WHERE name LIKE 'experiment\\_search\\_%' ESCAPE '\\' AND type = 'trigger' ORDER BY name")
            .ToListAsync(Cancellation);

        objects.ShouldBe(["experiment_search_delete", "experiment_search_insert", "experiment_search_update"]);
    }

    private async Task<int> ForceAsync(string identifier)
    {
        (await World.Get<PutIdentityOverride>().RunAsync(
            new(World.Manager, World.EnvironmentId, World.FeatureId, identifier) { Enabled = true, VariantId = World.Variants[0] }, Cancellation))
            .Error.ShouldBeNull();
        await using var db = World.Open();
        return await db.Set<IdentityOverride>().Where(entry => entry.Identifier == identifier).Select(entry => entry.Id).SingleAsync(Cancellation);
    }

    // What a migration does to a table that it must change.
    private static async Task RebuildAsync(AppDbContext db, string table, string columns)
    {
        await ExecuteAsync(db, $"CREATE TABLE ef_temp_{table} ({columns})");
        await ExecuteAsync(db, $"INSERT INTO ef_temp_{table} SELECT * FROM {table}");
        await ExecuteAsync(db, $"DROP TABLE {table}");
        await ExecuteAsync(db, $"ALTER TABLE ef_temp_{table} RENAME TO {table}");
    }

    private static Task ExecuteAsync(AppDbContext db, string sql) => db.Database.ExecuteSqlRawAsync(sql, Cancellation);
}
