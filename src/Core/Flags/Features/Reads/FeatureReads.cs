using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Ownership;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.Features.Reads;

/// <summary>Shows features as their project defines them, whatever environments serve of them.</summary>
public sealed class FeatureReads(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>One page of a project's features, by name.</summary>
    public async Task<Page<FeatureItem>> ListAsync(
        ProjectAccess access, FeatureListQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var features = FlagQueries.Searched(Of(db, access), query.Search).Where(feature => feature.ArchivedAt != null == query.Archived);
        var total = await features.CountAsync(cancellationToken);
        var rows = await features.OrderBy(feature => feature.NameFolded).Skip(query.Skip).Take(query.Size).ToListAsync(cancellationToken);
        var ids = rows.Select(feature => feature.Id).ToList();
        var variants = (await db.Set<Variant>().Where(variant => ids.Contains(variant.FeatureId) && variant.DeletedAt == null)
            .ToListAsync(cancellationToken)).ToLookup(variant => variant.FeatureId);
        var owners = await Owners.ListAsync(db, access.ProjectId, rows.Select(feature => feature.OwnerId), cancellationToken);
        return new Page<FeatureItem>([.. rows.Select(feature => FeatureItem.Of(feature, variants[feature.Id], owners))], total, query.Page, query.Size);
    }

    /// <summary>One feature of the project, with what environments agree on; null when there is none.</summary>
    public async Task<FeatureItem?> FindAsync(ProjectAccess access, int featureId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        if (await Of(db, access).SingleOrDefaultAsync(feature => feature.Id == featureId, cancellationToken) is not { } feature)
        {
            return null;
        }

        var variants = await db.Set<Variant>().Where(variant => variant.FeatureId == featureId && variant.DeletedAt == null).ToListAsync(cancellationToken);
        var open = await db.Set<ProjectEnvironment>()
            .Where(environment => environment.ProjectId == access.ProjectId && environment.DeletedAt == null && environment.ArchivedAt == null)
            .Select(environment => environment.Id).ToListAsync(cancellationToken);
        var defaults = (await FlagReader.ListEverywhereAsync(db, featureId, cancellationToken))
            .Where(flag => open.Contains(flag.EnvironmentId)).Select(flag => flag.Default).ToList();
        var owners = await Owners.ListAsync(db, access.ProjectId, [feature.OwnerId], cancellationToken);
        return FeatureItem.Of(feature, variants, owners, Agreed);

        BasisPoints? Agreed(int variantId)
            => defaults.Select(state => state.Of(variantId)).Distinct().ToList() is [var share] ? share : null;
    }

    private static IQueryable<Feature> Of(AppDbContext db, ProjectAccess access)
        => db.Set<Feature>().Where(feature => feature.ProjectId == access.ProjectId && feature.DeletedAt == null);
}
