using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.History;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.Storage;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Periods;

/// <summary>Shows the rollout of an experiment over time.</summary>
public sealed class TimelineReads(IDbContextFactory<AppDbContext> contexts)
{
    // What moves nothing that is served: what is written about it, and its owner.
    private const string Edited = "edited";

    /// <summary>The phases, periods and marks of an experiment; null when there is no such experiment.</summary>
    public async Task<ExperimentTimeline?> FindAsync(
        ProjectAccess access, int environmentId, int id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        return await FindAsync(db, access, environmentId, id, cancellationToken);
    }

    /// <summary>The same inside a change, with what the change has written so far.</summary>
    internal static async Task<ExperimentTimeline?> FindAsync(
        AppDbContext db, ProjectAccess access, int environmentId, int id, CancellationToken cancellationToken)
    {
        var feature = await ExperimentQueries.Of(db, access, environmentId).Where(experiment => experiment.Id == id)
            .Select(experiment => (int?)experiment.FeatureId).SingleOrDefaultAsync(cancellationToken);
        if (feature is null)
        {
            return null;
        }

        var phases = await db.Set<ExperimentPhase>().AsNoTracking().Where(phase => phase.ExperimentId == id).OrderBy(phase => phase.Number)
            .Select(phase => new PhaseItem(phase.Number, phase.BeganAt, phase.BeganBy, phase.Reason, phase.EndedAt)).ToListAsync(cancellationToken);
        var periods = await db.Set<SplitPeriod>().AsNoTracking().Where(period => period.ExperimentId == id)
            .OrderBy(period => period.BeganAt).ThenBy(period => period.Id).ToListAsync(cancellationToken);
        var variants = await db.Set<Variant>().AsNoTracking().Where(variant => variant.FeatureId == feature).ToListAsync(cancellationToken);
        return new ExperimentTimeline(
            phases,
            [.. periods.Select(period => new PeriodItem(
                period.Phase, period.BeganAt, period.EndedAt, period.Percentage,
                ServedAllocation.Of(SharesText.Read(period.Shares)!, variants), period.Revision))],
            await MarksAsync(db, id, cancellationToken));
    }

    private static async Task<IReadOnlyList<TimelineMark>> MarksAsync(AppDbContext db, int id, CancellationToken cancellationToken)
    {
        var key = AuditKey.Experiment(id).Text;
        return await db.Set<AuditRecord>().AsNoTracking().Where(record => record.ObjectKey == key && record.Action != Edited && record.Action != UndoRule.EditUndone)
            .OrderBy(record => record.Number)
            .Select(record => new TimelineMark(record.At, record.ActorName, record.Summary, record.Reason, record.Number))
            .ToListAsync(cancellationToken);
    }
}
