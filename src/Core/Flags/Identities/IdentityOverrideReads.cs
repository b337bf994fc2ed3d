using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.Identities;

/// <summary>Shows what single identities are forced to get.</summary>
public sealed class IdentityOverrideReads(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>One page of a flag's identity overrides in an environment.</summary>
    public async Task<Page<IdentityOverrideItem>> ListAsync(
        ProjectAccess access, int environmentId, int featureId, IdentityOverrideListQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var entries = Of(db, access, environmentId, featureId).WithWords(query.Search, entry => entry.IdentifierFolded);
        var total = await entries.CountAsync(cancellationToken);
        var items = await Items(db, Sorted(entries, query).Skip(query.Skip).Take(query.Size)).ToListAsync(cancellationToken);
        return new Page<IdentityOverrideItem>(items, total, query.Page, query.Size);
    }

    /// <summary>What one identity is forced to get; null when it is not.</summary>
    public async Task<IdentityOverrideItem?> FindAsync(
        ProjectAccess access, int environmentId, int featureId, string identifier, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Items(db, Of(db, access, environmentId, featureId).Where(entry => entry.Identifier == identifier))
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>One of a flag's identity overrides in an environment; null when there is none.</summary>
    public async Task<IdentityOverrideItem?> FindAsync(
        ProjectAccess access, int environmentId, int featureId, int id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Items(db, Of(db, access, environmentId, featureId).Where(entry => entry.Id == id)).SingleOrDefaultAsync(cancellationToken);
    }

    private static IQueryable<IdentityOverride> Of(AppDbContext db, ProjectAccess access, int environmentId, int featureId)
        => db.Set<IdentityOverride>().Where(entry => entry.EnvironmentId == environmentId && entry.FeatureId == featureId
            && FlagQueries.Of(db, access, environmentId).Any(feature => feature.Id == featureId));

    private static IQueryable<IdentityOverride> Sorted(IQueryable<IdentityOverride> entries, IdentityOverrideListQuery query)
        => (query.Sort, query.Descending) switch
        {
            (IdentityOverrideSort.Created, false) => entries.OrderBy(entry => entry.CreatedAt).ThenBy(entry => entry.Id),
            (IdentityOverrideSort.Created, true) => entries.OrderByDescending(entry => entry.CreatedAt).ThenByDescending(entry => entry.Id),
            (_, false) => entries.OrderBy(entry => entry.IdentifierFolded).ThenBy(entry => entry.Id),
            _ => entries.OrderByDescending(entry => entry.IdentifierFolded).ThenByDescending(entry => entry.Id),
        };

    private static IQueryable<IdentityOverrideItem> Items(AppDbContext db, IQueryable<IdentityOverride> entries)
        => from entry in entries
           from variant in db.Set<Variant>().Where(variant => variant.Id == entry.VariantId).DefaultIfEmpty()
           select new IdentityOverrideItem(
               entry.Id, entry.Identifier, entry.Enabled, variant == null ? entry.Value : variant.Value, entry.VariantId,
               variant == null ? null : variant.Key, entry.Revision, entry.CreatedAt);
}
