using System.Globalization;
using System.Text.RegularExpressions;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Serving.Loading;
using ExperimentAdmin.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace ExperimentAdmin.Unit.Serving;

/// <summary>What every change of an environment costs before anything is compiled.</summary>
public sealed partial class StampTests() : WorldTests(DatabaseProvider.Sqlite)
{
    [Fact]
    public async Task TheStamps_AreReadByIndexesAlone_AndThoseOfARunningExperimentByItsFlag()
    {
        _ = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true);
        var counted = new CountedCommands();
        await using var db = Database.CreateDbContext(counted);
        var running = await StampReader.RunningAsync(db, World.EnvironmentId, Cancellation);
        var (segments, rules) = await StampReader.SegmentsAsync(db, World.ProjectId, running.Values, Cancellation);

        running[World.FeatureId].IsOverrideEnabled.ShouldBeTrue();
        segments.Count.ShouldBe(1);
        rules.Keys.ShouldBe(segments.Keys);
        List<string> steps = [];
        foreach (var command in counted.Commands)
        {
            steps.AddRange(await StepsAsync(command));
        }

        steps.ShouldNotBeEmpty();
        steps.Where(step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains(" VIRTUAL TABLE", StringComparison.Ordinal)).ShouldBeEmpty();
        steps.Where(step => step.StartsWith("SEARCH e ", StringComparison.Ordinal)).ShouldAllBe(step => step.Contains("status=?", StringComparison.Ordinal));
        steps.Where(step => step.StartsWith("SEARCH f", StringComparison.Ordinal)).ShouldAllBe(step
            => step.Contains("feature_id=?", StringComparison.Ordinal) || step.Contains("version_id=? AND scope_id=?", StringComparison.Ordinal));
        steps.Where(step => step.StartsWith("SEARCH s", StringComparison.Ordinal) && !step.Contains("rowid=?", StringComparison.Ordinal))
            .ShouldAllBe(step => step.Contains("ux_segments_name (project_id=?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OfTheRolloutsOfAFlag_OnlyTheServedOneIsLoaded()
    {
        for (var number = 0; number < 3; number++)
        {
            await World.CompleteAsync(await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true));
        }

        var segment = await World.AddSegmentOverrideAsync("Staff", state => state.Enabled = true);
        _ = await World.CreateExperimentAsync(World.Rollout(3_000, enabled: true, 5_000), start: true);
        await using var db = World.Open();
        var running = await StampReader.RunningAsync(db, World.EnvironmentId, Cancellation);
        var rollout = running[World.FeatureId].SegmentId!.Value;

        var flag = (await FlagReader.ListServedAsync(db, World.EnvironmentId, [World.FeatureId], [rollout], Cancellation)).ShouldHaveSingleItem();

        flag.Overrides.Select(state => state.Scope.SegmentId).ShouldBe([segment, rollout]);
        (flag.Default.Value, flag.OverrideOf(rollout)!.Allocations.Values.ShouldHaveSingleItem().Value).ShouldBe(("classic", 5_000));
        (await World.FlagAsync()).Overrides.Count.ShouldBe(5);
    }

    private async Task<List<string>> StepsAsync(string sql)
    {
        await using var connection = new SqliteConnection(Database.Options.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // What the reader itself sent.
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
#pragma warning restore CA2100
        foreach (Match parameter in Parameter().Matches(sql))
        {
            if (!command.Parameters.Contains(parameter.Value))
            {
                command.Parameters.AddWithValue(parameter.Value, "1");
            }
        }

        List<string> steps = [];
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        while (await reader.ReadAsync(Cancellation))
        {
            steps.Add(Convert.ToString(reader["detail"], CultureInfo.InvariantCulture)!);
        }

        return steps;
    }

    [GeneratedRegex("@[a-zA-Z_0-9]+", RegexOptions.None, 1_000)]
    private static partial Regex Parameter();
}
