using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Traffic;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>Reads all experiments of an environment that are not completed, with what they need. One per flag at most, so that this stays small.</summary>
internal static class AttentionQueries
{
    /// <summary>Each with its traffic, why somebody should look at it, and since when it is as it is (UTC).</summary>
    public static async Task<IReadOnlyList<(ExperimentItem Item, DateTimeOffset Since)>> ActiveAsync(
        AppDbContext db, IFlagTraffic traffic, ProjectAccess access, int environmentId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var active = ExperimentQueries.Of(db, access, environmentId).Where(experiment => experiment.Status != ExperimentStatus.Completed);
        var rows = await ExperimentQueries.Rows(db, active).ToListAsync(cancellationToken);
        return [.. (await ItemsAsync(db, traffic, environmentId, rows, now, cancellationToken)).Zip(rows, (item, row) => (item, row.Since))];
    }

    /// <summary>The items of these rows with their signals, in the same order.</summary>
    public static async Task<IReadOnlyList<ExperimentItem>> ItemsAsync(
        AppDbContext db, IFlagTraffic traffic, int environmentId, IReadOnlyList<ExperimentRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parts = await ExperimentQueries.PartsAsync(db, environmentId, rows, cancellationToken);
        var asked = await traffic.FindAsync(db, environmentId, [.. rows.Select(row => row.Experiment.FeatureId).Distinct()], cancellationToken);
        return
        [
            .. rows.Select(row =>
            {
                var item = ExperimentReads.Item(row, parts) with { Traffic = asked[row.Experiment.FeatureId] };
                return item with { Attention = Attention.Of(item, row.Since, now) };
            }),
        ];
    }
}
