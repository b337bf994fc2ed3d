using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Persistence.Writing;
using static ExperimentAdmin.Core.Persistence.Writing.BatchedStatements;

namespace ExperimentAdmin.Core.Flags.States.Storage;

/// <summary>The statements that put flags into environments, for <see cref="FlagWriter"/> alone.</summary>
internal static class NewFlagRows
{
    /// <summary>The most flags of one command, for the limits that databases have for its text and its parameters.</summary>
    public const int MostAtOnce = 500;

    /// <param name="change">The write in progress.</param>
    /// <param name="flags">At least one and at most <see cref="MostAtOnce"/>.</param>
    /// <param name="seed">The first of as many seeds as there are flags.</param>
    public static BatchedStatements Of(ChangeContext change, IReadOnlyList<NewFlag> flags, int seed)
    {
        var rows = new BatchedStatements(change.Db);
        var (now, by) = (rows.Time(change.Now), rows.Text(change.Actor.Name));
        rows.Add(
            flags.Count,
            $"INSERT INTO flag_scopes (uuid, environment_id, feature_id, segment_id, seed) VALUES {List(flags.Select((flag, index)
                => $"'{Uuid()}', {Place(flag)}, NULL, {Number(seed + index)}"))}");
        rows.Add(
            flags.Count,
            $"""
            INSERT INTO flag_versions (environment_id, feature_id, number, flag_revision, published_at, published_by)
            VALUES {List(flags.Select(flag => $"{Place(flag)}, 1, 1, {now}, {by}"))}
            """);
        rows.Add(
            flags.Count,
            $"""
            INSERT INTO flag_heads (environment_id, feature_id, live_version_id, revision)
            SELECT version.environment_id, version.feature_id, version.id, 1 {From(flags.Select(Place))}
            """);
        rows.Add(
            flags.Count,
            $"""
            INSERT INTO flag_states (version_id, scope_id, enabled, value, rank, changed_at_revision)
            SELECT version.id, scope.id, given.column3, given.column4, 0, 1
            {FromWithScope(flags.Select(flag => $"{Place(flag)}, {Truth(flag.Enabled)}, {rows.Text(flag.Value)}"))}
            """);
        List<string> shares = [.. flags.SelectMany(flag => flag.Allocations, (flag, share) => $"{Place(flag)}, {Number(share.Key)}, {Number(share.Value.Value)}")];
        if (shares.Count > 0)
        {
            rows.Add(
                shares.Count,
                $"""
                INSERT INTO flag_allocations (version_id, scope_id, variant_id, basis_points)
                SELECT version.id, scope.id, given.column3, given.column4 {FromWithScope(shares)}
                """);
        }

        return rows;
    }

    private static string Place(NewFlag flag) => $"{Number(flag.EnvironmentId)}, {Number(flag.FeatureId)}";

    // SQLite compares the letters, and the others of the table are large.
    private static string Uuid() => Guid.NewGuid().ToString().ToUpperInvariant();

    private static string List(IEnumerable<string> rows) => $"({string.Join("), (", rows)})";

    private static string From(IEnumerable<string> rows)
        => $"FROM (VALUES {List(rows)}) AS given JOIN flag_versions AS version ON {Is("version")}";

    private static string FromWithScope(IEnumerable<string> rows)
        => $"{From(rows)} JOIN flag_scopes AS scope ON {Is("scope")} AND scope.segment_id IS NULL";

    // A new flag has one version and one scope.
    private static string Is(string table) => $"{table}.environment_id = given.column1 AND {table}.feature_id = given.column2";
}
