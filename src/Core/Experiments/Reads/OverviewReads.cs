using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Traffic;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>Answers what runs in an environment, whether it is healthy, and what is waiting for a decision.</summary>
public sealed class OverviewReads(IDbContextFactory<AppDbContext> contexts, IFlagTraffic traffic, TimeProvider clock)
{
    /// <summary>How many running experiments are shown; the list of experiments has the others.</summary>
    public const int MostRunning = 6;

    /// <summary>The environment at one moment. Nothing is left out of what needs attention.</summary>
    public async Task<EnvironmentOverview> FindAsync(ProjectAccess access, int environmentId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var (counts, drafts) = await ExperimentQueries.CountWithDraftsAsync(db, access, environmentId, cancellationToken);

        // One per flag at most, so that reading them all stays small.
        var active = await ActiveAsync(db, access, environmentId, cancellationToken);
        var parts = await ExperimentQueries.PartsAsync(db, environmentId, [.. active.Select(row => row.Row)], cancellationToken);
        var asked = await ExperimentReads.TrafficAsync(db, traffic, environmentId, active.Select(row => row.Row), cancellationToken);
        var items = active.Select(row => (
            Item: ExperimentReads.Item(row.Row, parts) with { Traffic = asked[row.Row.Experiment.FeatureId] }, row.Since)).ToList();
        var now = clock.Now();
        return new EnvironmentOverview
        {
            Running =
            [
                .. items.Select(row => row.Item).Where(item => item.Status is ExperimentStatus.Running)
                    .OrderByDescending(item => item.StartedAt).ThenBy(item => item.Id).Take(MostRunning),
            ],
            Attention =
            [
                .. items.Select(row => (row.Item, row.Since, Reason: Attention.Of(row.Item, row.Since, now)))
                    .Where(row => row.Reason is not null)
                    .OrderBy(row => row.Reason).ThenBy(row => row.Since).ThenBy(row => row.Item.Id)
                    .Select(row => new AttentionItem(row.Item.Id, row.Item.Name, row.Item.FlagName, row.Reason!.Value, row.Since)
                    {
                        LastAsked = row.Item.Traffic!.LastAsked,
                    }),
            ],
            Counts = counts,
            Drafts = drafts,
            Flags = await StockAsync(db, access, cancellationToken),
        };
    }

    private static async Task<List<ActiveRow>> ActiveAsync(
        AppDbContext db, ProjectAccess access, int environmentId, CancellationToken cancellationToken)
    {
        var active = ExperimentQueries.Of(db, access, environmentId).Where(experiment => experiment.Status != ExperimentStatus.Completed);
        return await ExperimentQueries.Rows(db, active)
            .Select(row => new ActiveRow
            {
                Row = row,
                PausedAt = db.Set<ExperimentPause>()
                    .Where(pause => pause.ExperimentId == row.Experiment.Id && pause.ResumedAt == null)
                    .Select(pause => (DateTimeOffset?)pause.PausedAt).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
    }

    private static async Task<FlagAvailability> StockAsync(AppDbContext db, ProjectAccess access, CancellationToken cancellationToken)
    {
        var best = await db.Set<Feature>()
            .Where(feature => feature.ProjectId == access.ProjectId && feature.DeletedAt == null && feature.ArchivedAt == null)
            .Select(feature => (bool?)db.Set<Variant>().Any(variant => variant.FeatureId == feature.Id && variant.DeletedAt == null))
            .OrderByDescending(hasVariants => hasVariants)
            .FirstOrDefaultAsync(cancellationToken);
        return best switch
        {
            null => FlagAvailability.None,
            false => FlagAvailability.WithoutVariants,
            true => FlagAvailability.WithVariants,
        };
    }

    private sealed class ActiveRow
    {
        public required ExperimentRow Row { get; init; }

        public DateTimeOffset? PausedAt { get; init; }

        public DateTimeOffset Since => PausedAt ?? Row.Experiment.StartedAt ?? Row.Experiment.CreatedAt;
    }
}
