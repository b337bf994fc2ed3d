using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Presence;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Experiments.Traffic;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Starting;

/// <summary>Gathers what should be looked at before an experiment starts, for its page and again in the transaction of the start.</summary>
internal static class StartFactQueries
{
    public static async Task<StartFacts> FindAsync(
        AppDbContext db, IFlagTraffic traffic, Experiment experiment, RolloutState? rollout, LiveFlag flag, int? asking, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var identities = await db.Set<IdentityOverride>().CountAsync(
            entry => entry.EnvironmentId == experiment.EnvironmentId && entry.FeatureId == experiment.FeatureId, cancellationToken);
        var asked = await traffic.FindAsync(db, experiment.EnvironmentId, [experiment.FeatureId], cancellationToken);
        var others = await Presences.OthersAsync(db, experiment.Id, asking, now, cancellationToken);
        return new StartFacts(
            rollout, flag.Default.Enabled, flag.HandMade.Count() + identities, asked[experiment.FeatureId].UseAt(now),
            [.. others.Where(other => other.IsEditing).Select(other => other.Name)]);
    }
}
