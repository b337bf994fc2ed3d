using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Rollout.Storage;

/// <summary>What people had of a rollout before nobody got it any more. The records know: it may have been edited since.</summary>
internal static class LastServedRollout
{
    // Hardly ever is one not enough: pausing and switching off are records themselves.
    private const int Batch = 20;

    /// <summary>The rollout as people have it or had it last; null when nobody ever did, and for a completed experiment.</summary>
    public static async Task<RolloutState?> LastAsync(AppDbContext db, ExperimentItem item, CancellationToken cancellationToken)
    {
        if (item.Status is ExperimentStatus.Created or ExperimentStatus.Completed)
        {
            return null;
        }

        return item is { Status: ExperimentStatus.Running, Rollout.State: { Enabled: true } served }
            ? served
            : await RecordedAsync(db, AuditKey.Experiment(item.Id), cancellationToken);
    }

    private static async Task<RolloutState?> RecordedAsync(AppDbContext db, AuditKey key, CancellationToken cancellationToken)
    {
        for (var before = int.MaxValue; ;)
        {
            var next = before;
            var batch = await db.Set<AuditRecord>().AsNoTracking().Where(record => record.ObjectKey == key.Text && record.Number < next)
                .OrderByDescending(record => record.Number).Take(Batch)
                .Select(record => new { record.Number, record.Before }).ToListAsync(cancellationToken);
            var served = batch.Select(record => AuditJson.Read<ExperimentRecord>(record.Before))
                .FirstOrDefault(record => record is { Status: ExperimentStatus.Running, Rollout.Enabled: true });
            if (served is not null || batch.Count < Batch)
            {
                return served?.Rollout;
            }

            before = batch[^1].Number;
        }
    }
}
