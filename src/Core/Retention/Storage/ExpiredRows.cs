using System.Globalization;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Flags.Versions;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Retention.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Retention.Storage;

#pragma warning disable CA1305, MA0011 // The database writes the numbers.

/// <summary>
/// What may go of what is old. Nothing that somebody still needs: the newest record of a thing, which may be that of another thing that
/// changed it as well, says who changed it last and what its next revision is, the records of an experiment that is not over say what people
/// had and what a repair puts back, and of versions what is live and the newest ones stay, with the records that say what came with them.
/// </summary>
internal static class ExpiredRows
{
    // Between the key of a flag and its revision.
    private const string Of = "#";

    /// <summary>How many versions of a flag stay in an environment, however old they are.</summary>
    public const int VersionsKept = 10;

    /// <summary>All records of a kind.</summary>
    public static IQueryable<AuditRecord> Records(AppDbContext db, RetentionKind kind) => kind switch
    {
        RetentionKind.EnvironmentRecords => db.Set<AuditRecord>().Where(record => record.EnvironmentId != null),
        RetentionKind.ProjectRecords => db.Set<AuditRecord>().Where(record => record.ProjectId != null && record.EnvironmentId == null),
        RetentionKind.InstanceRecords => db.Set<AuditRecord>().Where(record => record.ProjectId == null && record.EnvironmentId == null),
        RetentionKind.Versions => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The records of a kind that may go.</summary>
    /// <param name="db">The database.</param>
    /// <param name="kind">Which records.</param>
    /// <param name="until">They are from before this moment.</param>
    /// <param name="kept">What <see cref="OngoingAsync"/> gave.</param>
    public static IQueryable<AuditRecord> Records(AppDbContext db, RetentionKind kind, DateTimeOffset until, IReadOnlyList<string> kept)
    {
        var shown = Revisions(db);
        return Records(db, kind).Where(record => record.At < until && !kept.Contains(record.ObjectKey)
            && (db.Set<AuditRecord>().Any(newer => newer.ObjectKey == record.ObjectKey && newer.Number > record.Number)
                || (record.Before != null && record.After == null && record.Kind != AuditKind.Member)) // Of what is gone for good nothing comes after.
            && (record.AlsoKey == null
                || db.Set<AuditRecord>().Any(newer => newer.ObjectKey == record.AlsoKey && newer.Number > record.AlsoNumber)
                || db.Set<AuditRecord>().Any(newer => newer.AlsoKey == record.AlsoKey && newer.AlsoNumber > record.AlsoNumber))
            && !shown.Contains(record.ObjectKey + Of + record.Number.ToString())
            && (record.AlsoKey == null || !shown.Contains(record.AlsoKey + Of + record.AlsoNumber!.Value.ToString())));
    }

    /// <summary>The experiments that are not over, as records name them.</summary>
    public static async Task<List<string>> OngoingAsync(AppDbContext db, CancellationToken cancellationToken)
        => [.. (await db.Set<Experiment>().Where(experiment => experiment.DeletedAt == null && experiment.Status != ExperimentStatus.Completed)
            .Select(experiment => experiment.Id).ToListAsync(cancellationToken)).Select(id => AuditKey.Experiment(id).Text)];

    /// <summary>The versions that may go.</summary>
    /// <param name="db">The database.</param>
    /// <param name="until">They were replaced before this moment.</param>
    public static IQueryable<FlagVersion> Versions(AppDbContext db, DateTimeOffset until)
        => from head in db.Set<FlagHead>()
           join version in db.Set<FlagVersion>() on new { head.EnvironmentId, head.FeatureId } equals new { version.EnvironmentId, version.FeatureId }
           where version.Id != head.LiveVersionId
               && version.Number <= db.Set<FlagVersion>()
                   .Where(other => other.EnvironmentId == head.EnvironmentId && other.FeatureId == head.FeatureId).Max(other => other.Number) - VersionsKept
               && db.Set<FlagVersion>().Any(newer => newer.EnvironmentId == head.EnvironmentId && newer.FeatureId == head.FeatureId
                   && newer.Number > version.Number && newer.PublishedAt < until)
           select version;

    // The revisions of flags that made the versions which stay however old they are, as keys and numbers of records name them.
    private static IQueryable<string> Revisions(AppDbContext db)
        => from head in db.Set<FlagHead>()
           join version in db.Set<FlagVersion>() on new { head.EnvironmentId, head.FeatureId } equals new { version.EnvironmentId, version.FeatureId }
           where version.Id == head.LiveVersionId
               || version.Number > db.Set<FlagVersion>()
                   .Where(other => other.EnvironmentId == head.EnvironmentId && other.FeatureId == head.FeatureId).Max(other => other.Number) - VersionsKept
           select "flag:" + head.EnvironmentId.ToString() + "/" + head.FeatureId.ToString() + Of + version.FlagRevision.ToString();

    /// <summary>Before which moment something has to be from.</summary>
    public static DateTimeOffset Until(DateTimeOffset now, int days) => now - TimeSpan.FromDays(days);

    /// <summary>How a day is written in records and names.</summary>
    public static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
