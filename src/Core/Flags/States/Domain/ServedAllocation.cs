using ExperimentAdmin.Core.Flags.Features.Domain;

namespace ExperimentAdmin.Core.Flags.States.Domain;

/// <summary>One variant of what a scope serves.</summary>
/// <param name="VariantId">The variant.</param>
/// <param name="Key">Its key.</param>
/// <param name="Share">Of those whom the scope serves, above 0.</param>
public sealed record ServedAllocation(int VariantId, string Key, BasisPoints Share)
{
    /// <summary>Those above 0, in ordinal order.</summary>
    internal static IReadOnlyList<ServedAllocation> Of(IReadOnlyDictionary<int, BasisPoints> allocations, IEnumerable<Variant> variants)
        => [.. variants.OrderBy(variant => variant.Ordinal)
            .Where(variant => allocations.GetValueOrDefault(variant.Id).Value > 0)
            .Select(variant => new ServedAllocation(variant.Id, variant.Key, allocations[variant.Id]))];
}
