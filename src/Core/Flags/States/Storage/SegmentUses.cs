using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.Versions;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.States.Storage;

/// <summary>Finds the live overrides of segments, in environments of both kinds alike.</summary>
internal sealed class SegmentUses : ISegmentUses
{
    public async Task<IReadOnlyList<SegmentUse>> WhereUsedAsync(AppDbContext db, int segmentId, CancellationToken cancellationToken)
        => await (
            from head in db.Set<FlagHead>()
            join state in db.Set<FlagStateRow>() on head.LiveVersionId equals state.VersionId
            join scope in db.Set<FlagScope>() on state.ScopeId equals scope.Id
            join environment in db.Set<ProjectEnvironment>() on head.EnvironmentId equals environment.Id
            join feature in db.Set<Feature>() on head.FeatureId equals feature.Id
            where scope.SegmentId == segmentId && environment.DeletedAt == null && feature.DeletedAt == null
            orderby environment.Id, feature.NameFolded
            select new SegmentUse(environment.Id, environment.Name, environment.Slug, feature.Id, feature.Name)).ToListAsync(cancellationToken);

    public async Task<IReadOnlyDictionary<int, int>> CountAsync(
        AppDbContext db, IReadOnlyCollection<int> segmentIds, CancellationToken cancellationToken)
        => await (
            from head in db.Set<FlagHead>()
            join state in db.Set<FlagStateRow>() on head.LiveVersionId equals state.VersionId
            join scope in db.Set<FlagScope>() on state.ScopeId equals scope.Id
            join environment in db.Set<ProjectEnvironment>() on head.EnvironmentId equals environment.Id
            join feature in db.Set<Feature>() on head.FeatureId equals feature.Id
            where scope.SegmentId != null && segmentIds.Contains(scope.SegmentId.Value)
                && environment.DeletedAt == null && feature.DeletedAt == null
            group scope by scope.SegmentId!.Value
            into uses
            select new { uses.Key, Count = uses.Count() })
            .ToDictionaryAsync(uses => uses.Key, uses => uses.Count, cancellationToken);
}
