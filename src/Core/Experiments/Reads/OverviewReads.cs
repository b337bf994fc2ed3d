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

        var items = await AttentionQueries.ActiveAsync(db, traffic, access, environmentId, clock.Now(), cancellationToken);
        return new EnvironmentOverview
        {
            Running =
            [
                .. items.Select(row => row.Item).Where(item => item.Status is ExperimentStatus.Running)
                    .OrderByDescending(item => item.StartedAt).ThenBy(item => item.Id).Take(MostRunning),
            ],
            Attention =
            [
                .. items.Where(row => row.Item.Attention is not null)
                    .OrderBy(row => row.Item.Attention).ThenBy(row => row.Since).ThenBy(row => row.Item.Id)
                    .Select(row => new AttentionItem(row.Item.Id, row.Item.Name, row.Item.FlagName, row.Item.Attention!.Value, row.Since)
                    {
                        LastAsked = row.Item.Traffic!.LastAsked,
                    }),
            ],
            Counts = counts,
            Drafts = drafts,
            Flags = await StockAsync(db, access, cancellationToken),
        };
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
}
