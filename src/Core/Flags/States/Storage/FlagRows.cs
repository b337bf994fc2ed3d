using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using static ExperimentAdmin.Core.Persistence.Writing.BatchedStatements;

namespace ExperimentAdmin.Core.Flags.States.Storage;

/// <summary>The statements of one save of a flag, for <see cref="FlagWriter"/> alone.</summary>
internal sealed class FlagRows
{
    private const string StateColumns = "scope_id, enabled, value, rank, changed_at_revision";
    private const string ShareColumns = "scope_id, variant_id, basis_points";

    private readonly BatchedStatements _statements;
    private readonly string _ofFlag;
    private readonly string _version;

    private FlagRows(AppDbContext db, LiveFlag flag, string? version)
    {
        _statements = new BatchedStatements(db);
        _ofFlag = $"environment_id = {Number(flag.EnvironmentId)} AND feature_id = {Number(flag.FeatureId)}";
        _version = version ?? $"(SELECT id FROM flag_versions WHERE {_ofFlag} ORDER BY number DESC LIMIT 1)";
    }

    /// <summary>Changes the rows of the live version.</summary>
    public static FlagRows OfLiveVersion(AppDbContext db, LiveFlag flag, int revision)
    {
        var rows = new FlagRows(db, flag, Number(flag.Version.Id));
        rows._statements.Add(1, $"UPDATE flag_versions SET flag_revision = {Number(revision)} WHERE id = {rows._version}");
        rows._statements.Add(1, $"UPDATE flag_heads SET revision = {Number(revision)} WHERE {rows._ofFlag}");
        return rows;
    }

    /// <summary>Appends a version without rows behind all others and moves the live pointer to it.</summary>
    public static FlagRows OfNewVersion(ChangeContext change, LiveFlag flag, int revision)
    {
        var rows = new FlagRows(change.Db, flag, version: null);
        var now = rows._statements.Time(change.Now);
        rows._statements.Add(
            1,
            $"""
            INSERT INTO flag_versions (environment_id, feature_id, number, flag_revision, published_at, published_by)
            SELECT environment_id, feature_id, number + 1, {Number(revision)}, {now}, {rows._statements.Text(change.Actor.Name)}
            FROM flag_versions WHERE {rows._ofFlag} ORDER BY number DESC LIMIT 1
            """);
        rows._statements.Add(1, $"UPDATE flag_heads SET revision = {Number(revision)}, live_version_id = {rows._version} WHERE {rows._ofFlag}");
        return rows;
    }

    public void Insert(IReadOnlyCollection<ScopedState> states)
    {
        Insert($"flag_states (version_id, {StateColumns})", 5, [.. states.Select(state =>
            $"{Number(state.Scope.Id)}, {Truth(state.Enabled)}, {_statements.Text(state.Value)}, {Number(state.Rank)}, {Number(state.ChangedAtRevision)}")]);
        InsertShares([.. states.SelectMany(state => state.Allocations, (state, share) => Share(state, share))]);
    }

    /// <summary>Gives the version states that are in the flag's live one, with their allocations, as they are there.</summary>
    public void Copy(LiveFlag flag, IReadOnlyCollection<ScopedState> states)
    {
        if (states.Count > 0)
        {
            var from = $"version_id = {Number(flag.Version.Id)} AND scope_id IN ({string.Join(", ", states.Select(state => Number(state.Scope.Id)))})";
            _statements.Add(
                states.Count,
                $"INSERT INTO flag_states (version_id, {StateColumns}) SELECT {_version}, {StateColumns} FROM flag_states WHERE {from}");
            _statements.Add(
                states.Sum(state => state.Allocations.Count),
                $"INSERT INTO flag_allocations (version_id, {ShareColumns}) SELECT {_version}, {ShareColumns} FROM flag_allocations WHERE {from}");
        }
    }

    /// <summary>Changes what is stored of a scope, which may be the same.</summary>
    public void Update(ScopedState state, FlagStateRow stored, IEnumerable<FlagAllocationRow> shares)
    {
        if ((stored.Enabled, stored.Value, stored.Rank, stored.ChangedAtRevision)
            != (state.Enabled, state.Value, state.Rank, state.ChangedAtRevision))
        {
            _statements.Add(
                1,
                $"""
                UPDATE flag_states SET enabled = {Truth(state.Enabled)}, value = {_statements.Text(state.Value)}, rank = {Number(state.Rank)},
                changed_at_revision = {Number(state.ChangedAtRevision)} WHERE version_id = {_version} AND scope_id = {Number(state.Scope.Id)}
                """);
        }

        var old = shares.ToDictionary(share => share.VariantId);
        foreach (var share in state.Allocations)
        {
            if (!old.Remove(share.Key, out var before))
            {
                InsertShares([Share(state, share)]);
            }
            else if (before.BasisPoints != share.Value)
            {
                _statements.Add(1, $"UPDATE flag_allocations SET basis_points = {Number(share.Value.Value)} WHERE {Is(before)}");
            }
        }

        Delete(old.Values);
    }

    public void Delete(FlagStateRow stored, IEnumerable<FlagAllocationRow> shares)
    {
        Delete(shares);
        _statements.Add(1, $"DELETE FROM flag_states WHERE version_id = {_version} AND scope_id = {Number(stored.ScopeId)}");
    }

    /// <inheritdoc cref="BatchedStatements.WriteAsync"/>
    public Task WriteAsync(CancellationToken cancellationToken) => _statements.WriteAsync(cancellationToken);

    private static string Share(ScopedState state, KeyValuePair<int, BasisPoints> share)
        => $"{Number(state.Scope.Id)}, {Number(share.Key)}, {Number(share.Value.Value)}";

    private void InsertShares(IReadOnlyCollection<string> shares)
        => Insert($"flag_allocations (version_id, {ShareColumns})", 3, shares);

    private void Insert(string table, int columns, IReadOnlyCollection<string> rows)
    {
        if (rows.Count > 0)
        {
            var names = string.Join(", ", Enumerable.Range(1, columns).Select(column => $"column{Number(column)}"));
            _statements.Add(rows.Count, $"INSERT INTO {table} SELECT {_version}, {names} FROM (VALUES ({string.Join("), (", rows)})) AS given");
        }
    }

    private void Delete(IEnumerable<FlagAllocationRow> shares)
    {
        foreach (var share in shares)
        {
            _statements.Add(1, $"DELETE FROM flag_allocations WHERE {Is(share)}");
        }
    }

    private string Is(FlagAllocationRow share)
        => $"version_id = {_version} AND scope_id = {Number(share.ScopeId)} AND variant_id = {Number(share.VariantId)}";
}
