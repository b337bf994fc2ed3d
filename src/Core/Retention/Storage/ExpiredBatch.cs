using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.Versions;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Retention.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Retention.Storage;

/// <summary>Some of what may go, as it is archived: few enough that nobody's save waits for long while they are removed.</summary>
/// <param name="Ids">The records or versions, ascending.</param>
/// <param name="Lines">Each as JSON on a line.</param>
internal sealed record ExpiredBatch(IReadOnlyList<long> Ids, IReadOnlyList<string> Lines)
{
    /// <summary>The most rows that one transaction removes, unless a single version has more.</summary>
    public const int MostRows = 500;

    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads the next ones.</summary>
    /// <param name="db">The database.</param>
    /// <param name="kind">What.</param>
    /// <param name="until">From before this moment.</param>
    /// <param name="after">Behind this id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public static async Task<ExpiredBatch> ReadAsync(
        AppDbContext db, RetentionKind kind, DateTimeOffset until, long after, CancellationToken cancellationToken)
        => kind is RetentionKind.Versions
            ? await VersionsAsync(db, until, after, cancellationToken)
            : await RecordsAsync(db, kind, until, after, cancellationToken);

    /// <summary>Removes them, inside of somebody's transaction.</summary>
    /// <returns>How many were there.</returns>
    public async Task<int> RemoveAsync(AppDbContext db, RetentionKind kind, CancellationToken cancellationToken)
    {
        if (kind is not RetentionKind.Versions)
        {
            return await db.Set<AuditRecord>().Where(record => Ids.Contains(record.Id)).ExecuteDeleteAsync(cancellationToken);
        }

        var ids = Ids.Select(id => (int)id).ToList();
        _ = await db.Set<FlagAllocationRow>().Where(share => ids.Contains(share.VersionId)).ExecuteDeleteAsync(cancellationToken);
        _ = await db.Set<FlagStateRow>().Where(state => ids.Contains(state.VersionId)).ExecuteDeleteAsync(cancellationToken);
        return await db.Set<FlagVersion>().Where(version => ids.Contains(version.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task<ExpiredBatch> RecordsAsync(
        AppDbContext db, RetentionKind kind, DateTimeOffset until, long after, CancellationToken cancellationToken)
    {
        var ongoing = await ExpiredRows.OngoingAsync(db, cancellationToken);
        var records = await ExpiredRows.Records(db, kind, until, ongoing).AsNoTracking().Where(record => record.Id > after)
            .OrderBy(record => record.Id).Take(MostRows).ToListAsync(cancellationToken);
        return new([.. records.Select(record => record.Id)], [.. records.Select(Line)]);
    }

    private static async Task<ExpiredBatch> VersionsAsync(AppDbContext db, DateTimeOffset until, long after, CancellationToken cancellationToken)
    {
        var versions = await ExpiredRows.Versions(db, until).AsNoTracking().Where(version => version.Id > after)
            .OrderBy(version => version.Id).Take(MostRows)
            .Select(version => new
            {
                Version = version,
                Rows = 1 + db.Set<FlagStateRow>().Count(state => state.VersionId == version.Id) + db.Set<FlagAllocationRow>().Count(share => share.VersionId == version.Id),
            })
            .ToListAsync(cancellationToken);
        var rows = 0;
        var some = versions.TakeWhile((version, index) => (rows += version.Rows) <= MostRows || index == 0).Select(version => version.Version).ToList();
        var ids = some.Select(version => version.Id).ToList();
        var states = (await db.Set<FlagStateRow>().AsNoTracking().Where(state => ids.Contains(state.VersionId)).ToListAsync(cancellationToken))
            .ToLookup(state => state.VersionId);
        var shares = (await db.Set<FlagAllocationRow>().AsNoTracking().Where(share => ids.Contains(share.VersionId)).ToListAsync(cancellationToken))
            .ToLookup(share => (share.VersionId, share.ScopeId));
        var segments = await db.Set<FlagScope>().Where(scope => db.Set<FlagStateRow>().Any(state => state.ScopeId == scope.Id && ids.Contains(state.VersionId)))
            .ToDictionaryAsync(scope => scope.Id, scope => scope.SegmentId, cancellationToken);
        return new([.. ids.Select(id => (long)id)], [.. some.Select(version => Line(new
        {
            Type = "flag_version",
            version.Id,
            version.EnvironmentId,
            version.FeatureId,
            version.Number,
            version.FlagRevision,
            version.PublishedAt,
            version.PublishedBy,
            States = states[version.Id].OrderBy(state => state.ScopeId).Select(state => new
            {
                state.ScopeId,
                SegmentId = segments[state.ScopeId],
                state.Enabled,
                state.Value,
                state.Rank,
                state.ChangedAtRevision,
                Allocations = shares[(version.Id, state.ScopeId)].OrderBy(share => share.VariantId).Select(share => new { share.VariantId, share.BasisPoints }),
            }),
        }))]);
    }

    private static string Line(AuditRecord record) => Line(new
    {
        Type = "audit_record",
        record.Id,
        record.ProjectId,
        record.EnvironmentId,
        record.Kind,
        record.ObjectKey,
        record.Number,
        record.AlsoKey,
        record.AlsoNumber,
        record.ObjectName,
        record.Action,
        record.Summary,
        record.ActorKind,
        record.ActorId,
        record.ActorName,
        record.At,
        record.Reason,
        Before = Parsed(record.Before),
        After = Parsed(record.After),
    });

    private static string Line(object row) => JsonSerializer.Serialize(row, row.GetType(), s_options);

    private static JsonElement? Parsed(string? json) => json is null ? null : JsonElement.Parse(json);
}
