using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.Storage;
using ExperimentAdmin.Core.Experiments.Traffic;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Starting;

/// <summary>Shows what should hold before an experiment starts.</summary>
public sealed class StartReads(IDbContextFactory<AppDbContext> contexts, IFlagTraffic traffic, TimeProvider clock)
{
    /// <summary>The facts of one experiment; null when there is none.</summary>
    public async Task<StartFacts?> FindAsync(ProjectAccess access, int environmentId, int id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var found = await ExperimentQueries.Rows(db, ExperimentQueries.Of(db, access, environmentId).Where(experiment => experiment.Id == id))
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null || await FlagReader.FindAsync(db, environmentId, found.Experiment.FeatureId, cancellationToken) is not { } flag)
        {
            return null;
        }

        var variants = await db.Set<Flags.Features.Domain.Variant>().Where(variant => variant.FeatureId == flag.FeatureId).ToListAsync(cancellationToken);
        var item = ExperimentReads.Item(found, RolloutSources.Of(flag, variants));
        return await StartFactQueries.FindAsync(
            db, traffic, found.Experiment, item.Rollout.State, flag, access.Actor.Kind is ActorKind.Person ? access.Actor.Id : null, clock.Now(), cancellationToken);
    }

    /// <summary>What is known of applications that use a flag; for an experiment on it that is not there yet.</summary>
    public async Task<FlagUse> UseAsync(ProjectAccess access, int environmentId, int featureId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var ids = await ExperimentQueries.Choosable(db, access, environmentId).Where(row => row.Feature.Id == featureId)
            .Select(row => row.Feature.Id).ToListAsync(cancellationToken);
        return (await traffic.FindAsync(db, environmentId, ids, cancellationToken)).Values.SingleOrDefault()?.UseAt(clock.Now()) ?? FlagUse.None;
    }
}
