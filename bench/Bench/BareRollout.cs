using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.Data.Sqlite;

namespace ExperimentAdmin.Bench;

/// <summary>Writes the rows of a rollout change by prepared statements and nothing else: no check, no reading, no mapping.</summary>
internal sealed class BareRollout : IAsyncDisposable
{
    private const string Common =
        """
        UPDATE environments SET revision = revision + 1 WHERE id = $environment;
        UPDATE segments SET rules = '[{"type":"ALL","conditions":[{"property":"$.identity.key","operator":"PERCENTAGE_SPLIT","value":"' || ($share / 100.0) || '"}],"rules":[]}]'
            WHERE id = $segment;
        """;

    private const string InPlace =
        """
        UPDATE flag_allocations SET basis_points = $share WHERE version_id = $version AND scope_id = $scope;
        UPDATE flag_states SET changed_at_revision = changed_at_revision + 1 WHERE version_id = $version AND scope_id = $scope;
        UPDATE flag_versions SET flag_revision = flag_revision + 1 WHERE id = $version;
        UPDATE flag_heads SET revision = revision + 1 WHERE environment_id = $environment AND feature_id = $feature;
        """;

    private const string NewVersion =
        """
        INSERT INTO flag_versions (environment_id, feature_id, number, flag_revision, published_at, published_by)
            SELECT environment_id, feature_id, number + 1, flag_revision + 1, $now, 'bench' FROM flag_versions
            WHERE environment_id = $environment AND feature_id = $feature ORDER BY number DESC LIMIT 1;
        INSERT INTO flag_states (version_id, scope_id, enabled, value, rank, changed_at_revision)
            SELECT last_insert_rowid(), scope_id, enabled, value, rank, changed_at_revision FROM flag_states
            WHERE version_id = (SELECT live_version_id FROM flag_heads WHERE environment_id = $environment AND feature_id = $feature);
        INSERT INTO flag_allocations (version_id, scope_id, variant_id, basis_points)
            SELECT (SELECT MAX(id) FROM flag_versions), scope_id, variant_id, $share FROM flag_allocations
            WHERE version_id = (SELECT live_version_id FROM flag_heads WHERE environment_id = $environment AND feature_id = $feature);
        UPDATE flag_heads SET revision = revision + 1, live_version_id = (SELECT MAX(id) FROM flag_versions)
            WHERE environment_id = $environment AND feature_id = $feature;
        """;

    private const string Record =
        """
        UPDATE experiments SET revision = revision + 1, updated_at = $now WHERE id = $experiment;
        INSERT INTO audit_records (project_id, environment_id, kind, object_key, number, also_key, also_number, object_name,
                object_name_folded, action, summary, actor_kind, actor_name, at, before, after)
            SELECT project_id, environment_id, kind, 'bench:' || $experiment, $turn, also_key, also_number, object_name,
                object_name_folded, action, summary, actor_kind, actor_name, $now, before, after
            FROM audit_records WHERE object_key = 'experiment:' || $experiment ORDER BY number DESC LIMIT 1;
        UPDATE environments SET updated_at = $now WHERE id = $environment;
        """;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _command;
    private int _written;

    private BareRollout(SqliteConnection connection, SqliteCommand command) => (_connection, _command) = (connection, command);

    public static async Task<BareRollout> OpenAsync(string connectionString, int environmentId, int experimentId, Versioning versioning)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // All parts stand above.
        command.CommandText = Common + (versioning is Versioning.V1 ? InPlace : NewVersion) + Record;
#pragma warning restore CA2100
        await using var ids = connection.CreateCommand();
        ids.CommandText =
            """
            SELECT experiment.feature_id, experiment.segment_id, head.live_version_id, scope.id
            FROM experiments AS experiment
            JOIN flag_heads AS head ON head.environment_id = experiment.environment_id AND head.feature_id = experiment.feature_id
            JOIN flag_scopes AS scope ON scope.environment_id = experiment.environment_id AND scope.segment_id = experiment.segment_id
            WHERE experiment.id = $experiment
            """;
        ids.Parameters.AddWithValue("$experiment", experimentId);
        await using var row = await ids.ExecuteReaderAsync();
        await row.ReadAsync();
        command.Parameters.AddWithValue("$environment", environmentId);
        command.Parameters.AddWithValue("$experiment", experimentId);
        command.Parameters.AddWithValue("$feature", row.GetInt32(0));
        command.Parameters.AddWithValue("$segment", row.GetInt32(1));
        command.Parameters.AddWithValue("$version", row.GetInt32(2));
        command.Parameters.AddWithValue("$scope", row.GetInt32(3));
        command.Parameters.AddWithValue("$share", 1);
        command.Parameters.AddWithValue("$turn", 0);
        command.Parameters.AddWithValue("$now", 0L);
        await command.PrepareAsync();
        return new BareRollout(connection, command);
    }

    public async Task WriteAsync(int turn)
    {
        _command.Parameters["$share"].Value = 2_000 + turn;
        _command.Parameters["$turn"].Value = ++_written;
        _command.Parameters["$now"].Value = TimeProvider.System.GetUtcNow().Ticks;
        await using var transaction = (SqliteTransaction)await _connection.BeginTransactionAsync();
        _command.Transaction = transaction;
        await _command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _command.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
