using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Periods;
using ExperimentAdmin.Core.Experiments.Traffic;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>
/// Reads all experiments of an environment that are not completed, with what they need, one per flag at most, and those that ended lately
/// without a conclusion, up to <see cref="MostOpen"/>: so that this stays small.
/// </summary>
internal static class AttentionQueries
{
    /// <summary>How many that ended without a conclusion are looked at: those that ended last.</summary>
    private const int MostOpen = 50;

    /// <summary>Each with its traffic, why somebody should look at it, and since when it is as it is (UTC).</summary>
    public static async Task<IReadOnlyList<(ExperimentItem Item, DateTimeOffset Since)>> ActiveAsync(
        AppDbContext db, IFlagTraffic traffic, ProjectAccess access, int environmentId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var all = ExperimentQueries.Of(db, access, environmentId);
        var rows = await ExperimentQueries.Rows(db, all.Where(experiment => experiment.Status != ExperimentStatus.Completed)).ToListAsync(cancellationToken);
        var since = now - Attention.OpenPatience;
        var open = all.Where(experiment => experiment.Status == ExperimentStatus.Completed && experiment.ArchivedAt == null && experiment.EndedAt > since
                && db.Set<ExperimentEnd>().Any(end => end.ExperimentId == experiment.Id && end.Conclusion == null))
            .OrderByDescending(experiment => experiment.EndedAt).Take(MostOpen);
        rows.AddRange(await ExperimentQueries.Rows(db, open).ToListAsync(cancellationToken));
        return
        [
            .. (await ItemsAsync(db, traffic, environmentId, rows, now, cancellationToken))
                .Zip(rows, (item, row) => (item, item.Attention is AttentionReason.AtFull ? item.FullSince!.Value : row.Since)),
        ];
    }

    /// <summary>The items of these rows with their signals, in the same order.</summary>
    public static async Task<IReadOnlyList<ExperimentItem>> ItemsAsync(
        AppDbContext db, IFlagTraffic traffic, int environmentId, IReadOnlyList<ExperimentRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parts = await ExperimentQueries.PartsAsync(db, environmentId, rows, cancellationToken);
        var asked = await traffic.FindAsync(db, environmentId, [.. rows.Select(row => row.Experiment.FeatureId).Distinct()], cancellationToken);
        var items = rows.Select(row => (Item: ExperimentReads.Item(row, parts), row.Since)).ToList();
        var full = await FullSinceAsync(
            db, [.. items.Where(row => row.Item is { IsServed: true, Rollout.State.Percentage.Value: BasisPoints.Whole }).Select(row => row.Item.Id)], cancellationToken);
        return
        [
            .. items.Select(row =>
            {
                var item = row.Item with
                {
                    Traffic = asked[row.Item.FeatureId],
                    FullSince = full.TryGetValue(row.Item.Id, out var since) ? since : null,
                };
                return item with { Attention = Attention.Of(item, row.Since, now) };
            }),
        ];
    }

    // Since the last period in which not everybody was in it, or the last pause, whichever came last.
    private static async Task<Dictionary<int, DateTimeOffset>> FullSinceAsync(AppDbContext db, IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var periods = await db.Set<SplitPeriod>().AsNoTracking().Where(period => ids.Contains(period.ExperimentId)).ToListAsync(cancellationToken);
        var full = new Dictionary<int, DateTimeOffset>();
        foreach (var period in periods.OrderByDescending(period => period.BeganAt))
        {
            if (period.Percentage == BasisPoints.All && (period.EndedAt is null || (full.TryGetValue(period.ExperimentId, out var began) && began == period.EndedAt)))
            {
                full[period.ExperimentId] = period.BeganAt;
            }
        }

        return full;
    }
}
