using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Experiments.Rollout.Storage;

namespace ExperimentAdmin.Core.Experiments.Periods;

/// <summary>Writes the split periods of an experiment. The private step of whatever writes a rollout or moves an experiment on.</summary>
internal static class SplitPeriods
{
    /// <summary>Ends the period that lasts and begins another, as far as what is served from now is another than before.</summary>
    /// <param name="change">
    /// The write in progress. It has the period that lasts in its context, as <see cref="ExperimentChange.FindAsync"/> loads it.
    /// </param>
    /// <param name="experiment">As it will be, but for the number of its next record.</param>
    /// <param name="rollout">As it will be; null for none.</param>
    public static void Keep(ChangeContext change, Experiment experiment, RolloutState? rollout)
    {
        var served = experiment is { Status: ExperimentStatus.Running, DeletedAt: null } && rollout is { Enabled: true } ? rollout : null;
        var shares = served is null ? null : SharesText.Write(served.Shares.ToDictionary(part => part.VariantId, part => part.Share));
        var periods = change.Db.Set<SplitPeriod>();
        var open = periods.Local.SingleOrDefault(period => period.ExperimentId == experiment.Id && period.EndedAt is null);
        if (open is not null && open.Phase == experiment.Phase && open.Percentage == served?.Percentage && open.Shares == shares)
        {
            return;
        }

        if (open?.BeganAt == change.Now)
        {
            _ = periods.Remove(open); // Nobody ever got it.
        }
        else
        {
            _ = open?.EndedAt = change.Now;
        }

        if (served is not null)
        {
            _ = periods.Add(new SplitPeriod
            {
                ExperimentId = experiment.Id,
                Phase = experiment.Phase,
                BeganAt = change.Now,
                Percentage = served.Percentage,
                Shares = shares!,
                Revision = experiment.Revision + 1,
            });
        }
    }
}
