using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Disturbances;

/// <summary>Reads and writes what disturbed experiments. The private step of whatever does.</summary>
internal static class DisturbanceQueries
{
    /// <summary>All that disturbed an experiment.</summary>
    public static async Task<DisturbanceList> ListAsync(AppDbContext db, int experimentId, CancellationToken cancellationToken)
    {
        var rows = await (
            from row in db.Set<Disturbance>().AsNoTracking()
            where row.ExperimentId == experimentId && row.Kind != DisturbanceKind.Identity
            orderby row.At, row.Id
            from segment in db.Set<Segment>().Where(segment => segment.Id == row.SegmentId).DefaultIfEmpty()
            select new { Row = row, Segment = segment!.Name }).ToListAsync(cancellationToken);
        var identities = await db.Set<Disturbance>()
            .CountAsync(row => row.ExperimentId == experimentId && row.Kind == DisturbanceKind.Identity, cancellationToken);
        return new DisturbanceList(
            [.. rows.Select(row => new DisturbanceItem(row.Row.Kind, row.Row.At, row.Row.Who, row.Row.Reason, row.Row.SegmentId, row.Segment, row.Row.ClosedAt))],
            identities);
    }

    /// <summary>The doors to frozen flags that stand open.</summary>
    public static IQueryable<Disturbance> Open(AppDbContext db)
        => db.Set<Disturbance>().Where(row => row.Kind == DisturbanceKind.Opened && row.ClosedAt == null);

    /// <summary>Remembers that what an identity gets of a flag was forced, or is no longer, for every started experiment on it.</summary>
    public static async Task DisturbIdentityAsync(
        AppDbContext db, int environmentId, int featureId, string identifier, DateTimeOffset at, string who, CancellationToken cancellationToken)
    {
        var experiments = await db.Set<Experiment>()
            .Where(experiment => experiment.EnvironmentId == environmentId && experiment.FeatureId == featureId && experiment.DeletedAt == null
                && (experiment.Status == ExperimentStatus.Running || experiment.Status == ExperimentStatus.Paused)
                && !db.Set<Disturbance>().Any(row => row.ExperimentId == experiment.Id && row.Kind == DisturbanceKind.Identity && row.Identifier == identifier))
            .Select(experiment => experiment.Id).ToListAsync(cancellationToken);
        db.AddRange(experiments.Select(id => new Disturbance
        {
            ExperimentId = id,
            Kind = DisturbanceKind.Identity,
            At = at,
            Who = who,
            Identifier = identifier,
        }));
    }
}
