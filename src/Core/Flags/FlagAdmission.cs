using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags;

/// <summary>Lets somebody in by what an address names of a flag: a segment override or a variant. What they may see, <see cref="AccessGate"/> decides.</summary>
public sealed class FlagAdmission(IDbContextFactory<AppDbContext> contexts, AccessGate gate)
{
    /// <summary>Lets somebody into the project of a segment override: of the first of several that they may see.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="overrideIds">The overrides, in the order in which they are tried.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    public Task<Result<OverrideAccess>> ToOverrideAsync(Actor actor, IReadOnlyList<int> overrideIds, CancellationToken cancellationToken)
        => DatabaseFault.RefuseAsync<OverrideAccess>(
            async () =>
            {
                await using var db = await contexts.CreateDbContextAsync(cancellationToken);
                var found = await db.Set<FlagScope>()
                    .Where(scope => overrideIds.Contains(scope.Id) && scope.SegmentId != null)
                    .Select(scope => new { scope.Id, scope.EnvironmentId, scope.FeatureId }).ToListAsync(cancellationToken);
                var order = overrideIds.Distinct().Index().ToDictionary(place => place.Item, place => place.Index);
                foreach (var scope in found.OrderBy(scope => order[scope.Id]).DistinctBy(scope => scope.EnvironmentId))
                {
                    var admitted = await gate.AdmitToEnvironmentAsync(actor, scope.EnvironmentId, cancellationToken);
                    if (admitted.TryGet(out var entry, out var error))
                    {
                        return new OverrideAccess(scope.Id, entry.Access, entry.EnvironmentId, scope.FeatureId);
                    }

                    if (error != AccessGate.NoProject)
                    {
                        return error;
                    }
                }

                return AccessGate.NoProject;
            });

    /// <summary>Lets somebody into the project of a segment override, by its name that no other installation gives.</summary>
    public Task<Result<OverrideAccess>> ToOverrideAsync(Actor actor, Guid uuid, CancellationToken cancellationToken)
        => DatabaseFault.RefuseAsync<OverrideAccess>(
            async () =>
            {
                await using var db = await contexts.CreateDbContextAsync(cancellationToken);
                var ids = await db.Set<FlagScope>().Where(scope => scope.Uuid == uuid).Select(scope => scope.Id).ToListAsync(cancellationToken);
                return await ToOverrideAsync(actor, ids, cancellationToken);
            });

    /// <summary>Lets somebody into the project of a variant, by its name that no other installation gives.</summary>
    public Task<Result<VariantAccess>> ToVariantAsync(Actor actor, Guid uuid, CancellationToken cancellationToken)
        => DatabaseFault.RefuseAsync<VariantAccess>(
            async () =>
            {
                await using var db = await contexts.CreateDbContextAsync(cancellationToken);
                var found = await db.Set<Variant>().Where(variant => variant.Uuid == uuid && variant.DeletedAt == null)
                    .Join(db.Set<Feature>(), variant => variant.FeatureId, feature => feature.Id, (variant, feature) => new { variant.Id, variant.FeatureId, feature.ProjectId })
                    .SingleOrDefaultAsync(cancellationToken);
                return found is null ? AccessGate.NoProject
                    : (await gate.AdmitAsync(actor, found.ProjectId, cancellationToken)).TryGet(out var access, out var error)
                        ? new VariantAccess(access, found.FeatureId, found.Id)
                        : error;
            });
}
