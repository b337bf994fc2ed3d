using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.Versions;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Retention.Domain;
using ExperimentAdmin.Core.Retention.Storage;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Retention.Reads;

/// <summary>Shows how long things are kept, what there is, and what was archived.</summary>
public sealed class RetentionReads(IDbContextFactory<AppDbContext> contexts, RetentionArchive archive, TimeProvider clock)
{
    /// <summary>How far what a run would remove is counted; one more says that there is more.</summary>
    public const int MostDue = 10_000;

    private const int RunsShown = 20;

    // What a row takes beside its texts, with its indexes; and from how many of the newest the size is reckoned.
    private const int BytesOfRow = 200;
    private const int Sampled = 200;

    /// <summary>Whether anything that is old is removed at all.</summary>
    public static async Task<bool> IsOnAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return (await db.Set<RetentionRow>().AsNoTracking().SingleAsync(cancellationToken)).Days.IsOn;
    }

    public async Task<RetentionView> ViewAsync(InstanceAccess access, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var row = await db.Set<RetentionRow>().AsNoTracking().SingleAsync(cancellationToken);
        var changedBy = await db.Set<AuditRecord>().Where(record => record.ObjectKey == AuditKey.Retention.Text)
            .OrderByDescending(record => record.Number).Select(record => record.ActorName).FirstOrDefaultAsync(cancellationToken);
        var runs = await db.Set<RetentionRun>().AsNoTracking().OrderByDescending(run => run.Id).Take(RunsShown).ToListAsync(cancellationToken);
        var ongoing = await ExpiredRows.OngoingAsync(db, cancellationToken);
        var stocks = new List<RetentionStock>();
        foreach (var kind in Enum.GetValues<RetentionKind>())
        {
            stocks.Add(kind is RetentionKind.Versions
                ? await VersionsAsync(db, row.Days[kind], cancellationToken)
                : await RecordsAsync(db, kind, row.Days[kind], ongoing, cancellationToken));
        }

        return new RetentionView(row.Days, row.Revision, changedBy, archive.Folder, row.LastRunAt, stocks, [.. runs.Select(RetentionRunItem.Of)]);
    }

    private async Task<RetentionStock> RecordsAsync(
        AppDbContext db, RetentionKind kind, int? days, IReadOnlyList<string> ongoing, CancellationToken cancellationToken)
    {
        var all = ExpiredRows.Records(db, kind);
        var count = await all.CountAsync(cancellationToken);
        var oldest = await all.OrderBy(record => record.Id).Select(record => (DateTimeOffset?)record.At).FirstOrDefaultAsync(cancellationToken);
        var sizes = await all.OrderByDescending(record => record.Id).Take(Sampled)
            .Select(record => record.Summary.Length + (record.Before ?? string.Empty).Length + (record.After ?? string.Empty).Length)
            .ToListAsync(cancellationToken);
        int? due = days is { } kept
            ? await ExpiredRows.Records(db, kind, ExpiredRows.Until(clock.Now(), kept), ongoing).OrderBy(record => record.Id).Take(MostDue + 1).CountAsync(cancellationToken)
            : null;
        return new RetentionStock(kind, count, oldest, sizes.Count == 0 ? 0 : (long)((BytesOfRow + sizes.Average()) * count), due);
    }

    private async Task<RetentionStock> VersionsAsync(AppDbContext db, int? days, CancellationToken cancellationToken)
    {
        var count = await db.Set<FlagVersion>().CountAsync(cancellationToken);
        var oldest = await db.Set<FlagVersion>().OrderBy(version => version.Id).Select(version => (DateTimeOffset?)version.PublishedAt).FirstOrDefaultAsync(cancellationToken);
        var states = await db.Set<FlagStateRow>().CountAsync(cancellationToken);
        int? due = days is { } kept
            ? await ExpiredRows.Versions(db, ExpiredRows.Until(clock.Now(), kept)).OrderBy(version => version.Id).Take(MostDue + 1).CountAsync(cancellationToken)
            : null;
        return new RetentionStock(RetentionKind.Versions, count, oldest, (long)BytesOfRow * (count + states), due);
    }
}
