using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.States.Reads;

/// <summary>What belongs to a few features in one environment: states, variants, identity overrides, experiments.</summary>
internal sealed class FlagSurroundings
{
    private readonly int _environmentId;
    private readonly Dictionary<int, LiveFlag> _flags;
    private readonly ILookup<int, Variant> _variants;
    private readonly Dictionary<int, int> _identities;
    private readonly ILookup<int, FlagExperiment> _holders;

    private FlagSurroundings(
        int environmentId, List<LiveFlag> flags, List<Variant> variants, Dictionary<int, int> identities, IReadOnlyList<FlagExperiment> holders)
    {
        _environmentId = environmentId;
        _flags = flags.ToDictionary(flag => flag.FeatureId);
        _variants = variants.ToLookup(variant => variant.FeatureId);
        _identities = identities;
        _holders = holders.ToLookup(holder => holder.FeatureId);
    }

    public static async Task<FlagSurroundings> LoadAsync(
        AppDbContext db, IFlagGuard guard, int environmentId, IReadOnlyCollection<int> featureIds, CancellationToken cancellationToken)
        => new(
            environmentId,
            await FlagReader.ListAsync(db, environmentId, featureIds, cancellationToken),
            await db.Set<Variant>().Where(variant => featureIds.Contains(variant.FeatureId) && variant.DeletedAt == null)
                .ToListAsync(cancellationToken),
            await db.Set<IdentityOverride>().Where(entry => entry.EnvironmentId == environmentId && featureIds.Contains(entry.FeatureId))
                .GroupBy(entry => entry.FeatureId).Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken),
            await guard.HoldersAsync(db, featureIds, cancellationToken));

    public LiveFlag Flag(int featureId) => _flags[featureId];

    public IReadOnlyList<Variant> Variants(int featureId) => [.. _variants[featureId]];

    public int IdentityOverrides(int featureId) => _identities.GetValueOrDefault(featureId);

    public FlagExperiment? Holder(int featureId) => _holders[featureId].FirstOrDefault(holder => holder.EnvironmentId == _environmentId);

    /// <summary>The one in this environment first: that is where people look.</summary>
    public FlagExperiment? VariantsFrozenBy(int featureId, ProjectAccess access)
        => _holders[featureId].Where(holder => holder.FreezesFor(access)).OrderByDescending(holder => holder.EnvironmentId == _environmentId).FirstOrDefault();
}
