namespace ExperimentAdmin.Core.Flags.States.Domain;

/// <summary>
/// The rules of allocations, the same for the environment default, a segment override and an experiment's rollout, for
/// pages while somebody types and for use cases before they write.
/// </summary>
public static class AllocationRules
{
    /// <summary>Looks for everything that is wrong with a list of allocations.</summary>
    /// <param name="allocations">What was asked for.</param>
    /// <param name="variants">Every variant of the flag, and whether it is archived.</param>
    /// <param name="current">The share that a variant has now: an archived one may keep it.</param>
    public static AllocationFindings Check(
        IReadOnlyList<VariantAllocation> allocations, IReadOnlyDictionary<int, bool> variants, Func<int, BasisPoints> current)
    {
        ArgumentNullException.ThrowIfNull(allocations);
        ArgumentNullException.ThrowIfNull(variants);
        ArgumentNullException.ThrowIfNull(current);
        return new AllocationFindings(
            [.. allocations.CountBy(share => share.VariantId).Where(entry => entry.Value > 1).Select(entry => entry.Key)],
            [.. allocations.Select(share => share.VariantId).Where(id => !variants.ContainsKey(id)).Distinct().Order()],
            BasisPoints.Sum(allocations.Select(share => share.Share)),
            [.. allocations
                .Where(share => variants.GetValueOrDefault(share.VariantId) && share.Share > current(share.VariantId))
                .Select(share => share.VariantId)]);
    }
}
