using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Persistence;

/// <summary>What text on PostgreSQL owes to its columns, whatever the locale of the database.</summary>
public sealed class TextOnPostgres() : WorldTests(DatabaseProvider.Postgres)
{
    [Fact]
    public async Task TheDatabase_HasTheLocaleThatTheRunIsFor()
    {
        await using var db = World.Open();

        (await db.Database.SqlQuery<bool>($"SELECT 'Zebra' < 'apple' AS \"Value\"").SingleAsync(Cancellation))
            .ShouldBe(TestDatabase.PostgresIcuLocale is null);
    }

    [Fact]
    public async Task EveryColumn_IsComparedByCodePoint()
    {
        await using var db = World.Open();

        var others = await db.Database.SqlQuery<string>(
            $"""
            SELECT table_name || '.' || column_name AS "Value"
            FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name <> '__EFMigrationsHistory'
              AND data_type IN ('text', 'character varying', 'character') AND collation_name IS DISTINCT FROM 'C'
            """).ToListAsync(Cancellation);

        others.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("EXPLAIN SELECT id FROM experiments WHERE search_text LIKE '%münchen%'", "ix_experiments_search")]
    [InlineData(
        "EXPLAIN SELECT id FROM experiments WHERE environment_id = 1 AND deleted_at IS NULL ORDER BY search_text, id", "ix_experiments_name")]
    public async Task AnIndex_ServesSearchesAndOrders(string explained, string index)
    {
        await using var db = World.Open();
        await using var transaction = await PreferIndexesAsync(db);

        var plan = await db.Database.SqlQueryRaw<string>(explained).ToListAsync(Cancellation);

        plan.ShouldContain(line => line.Contains(index, StringComparison.Ordinal), string.Join('\n', plan));
        plan.ShouldNotContain(line => line.Contains("Sort", StringComparison.Ordinal), string.Join('\n', plan));
    }

    [Theory]
    [InlineData("münchen")]
    [InlineData("ünch")]
    [InlineData("Ü")]
    [InlineData("É M")]
    [InlineData("東京")]
    [InlineData("東")]
    [InlineData("ωμέγα 🚀")]
    public async Task TheIndexOfSearches_KnowsEveryLetter(string text)
    {
        await World.CreateExperimentAsync(name: "Café München 東京 Ωμέγα 🚀");
        await using var db = World.Open();
        await using var transaction = await PreferIndexesAsync(db);

        var (found, _) = await ExperimentFilter.SearchAsync(db, db.Set<Experiment>(), text, mayBePartial: false, Cancellation);
        (await found.CountAsync(Cancellation)).ShouldBe(1);
    }

    // A table of few rows is read as a whole, and sorted, unless that is made to look dear.
    private static async Task<IAsyncDisposable> PreferIndexesAsync(AppDbContext db)
    {
        var transaction = await db.Database.BeginTransactionAsync(Cancellation);
        await db.Database.ExecuteSqlRawAsync("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off", Cancellation);
        return transaction;
    }
}
