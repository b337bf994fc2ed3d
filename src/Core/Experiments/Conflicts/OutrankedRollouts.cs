using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.Versions;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Conflicts;

/// <summary>Finds the running experiments that have a hand-made override of a segment before their rollout.</summary>
internal sealed class OutrankedRollouts : IOutrankedRollouts
{
    public async Task<IReadOnlyList<OutrankedRollout>> FindAsync(AppDbContext db, int segmentId, CancellationToken cancellationToken)
        => await (
            from experiment in db.Set<Experiment>()
            join head in db.Set<FlagHead>()
                on new { experiment.EnvironmentId, experiment.FeatureId } equals new { head.EnvironmentId, head.FeatureId }
            join state in db.Set<FlagStateRow>() on head.LiveVersionId equals state.VersionId
            join scope in db.Set<FlagScope>() on state.ScopeId equals scope.Id
            join environment in db.Set<ProjectEnvironment>() on experiment.EnvironmentId equals environment.Id
            join feature in db.Set<Feature>() on experiment.FeatureId equals feature.Id
            where experiment.Status == ExperimentStatus.Running && experiment.DeletedAt == null && experiment.SegmentId != null
                && scope.SegmentId == segmentId && experiment.SegmentId != segmentId
            orderby environment.Id, experiment.Id
            select new OutrankedRollout(experiment.Id, experiment.Name, environment.Name, environment.Slug, feature.Name))
            .ToListAsync(cancellationToken);
}
