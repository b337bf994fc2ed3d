using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Versions;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Endings;

/// <summary>Says why the end of an experiment cannot be undone any more: who did what with its flag since.</summary>
internal static class UndoRefusal
{
    /// <returns>Null when nothing stands against it.</returns>
    public static async Task<Error?> FindAsync(AppDbContext db, Experiment experiment, ExperimentEnd? end, CancellationToken cancellationToken)
    {
        if (end is null)
        {
            return EndingErrors.NothingRemembered(experiment.Name);
        }

        var flag = await (
            from feature in db.Set<Feature>()
            where feature.Id == experiment.FeatureId
            join head in db.Set<FlagHead>() on new { FeatureId = feature.Id, experiment.EnvironmentId } equals new { head.FeatureId, head.EnvironmentId }
            from holder in db.Set<Experiment>().Where(other => other.FeatureId == feature.Id && other.EnvironmentId == experiment.EnvironmentId
                && other.Status != ExperimentStatus.Completed && other.DeletedAt == null).DefaultIfEmpty()
            select new
            {
                feature.Name,
                feature.Revision,
                IsGone = feature.DeletedAt != null || feature.ArchivedAt != null,
                Served = head.Revision,
                Holder = holder!.Name,
                HolderStatus = holder == null ? null : (ExperimentStatus?)holder.Status,
            }).SingleAsync(cancellationToken);
        return flag switch
        {
            { IsGone: true } => EndingErrors.FlagGone(flag.Name),
            { HolderStatus: { } status } => EndingErrors.FlagTaken(flag.Name, flag.Holder, status),
            _ when flag.Served != end.FlagRevision
                => await ChangedAsync(db, flag.Name, AuditKey.Flag(experiment.EnvironmentId, experiment.FeatureId), cancellationToken),
            _ when flag.Revision != end.FeatureRevision => await ChangedAsync(db, flag.Name, AuditKey.Feature(experiment.FeatureId), cancellationToken),
            _ => await WhySegmentsAsync(db, FlagMemory.Read(end.FlagBefore), cancellationToken),
        };
    }

    private static async Task<Error> ChangedAsync(AppDbContext db, string flag, AuditKey key, CancellationToken cancellationToken)
    {
        var last = await db.Set<AuditRecord>().AsNoTracking().Where(record => record.ObjectKey == key.Text || record.AlsoKey == key.Text)
            .OrderByDescending(record => record.Id).Select(record => new { record.ActorName, record.Summary }).FirstOrDefaultAsync(cancellationToken);
        return EndingErrors.FlagChanged(flag, last?.ActorName, last?.Summary);
    }

    private static async Task<Error?> WhySegmentsAsync(AppDbContext db, FlagMemory memory, CancellationToken cancellationToken)
    {
        var segments = memory.Removed.Keys.ToList();
        return segments.Count > 0
            && await db.Set<Segment>().CountAsync(segment => segments.Contains(segment.Id) && segment.DeletedAt == null, cancellationToken) < segments.Count
            ? EndingErrors.SegmentGone()
            : null;
    }
}
