using ExperimentAdmin.Core.Common;

namespace ExperimentAdmin.Core.Experiments.Domain;

/// <summary>The rules of a split, for the page while somebody types and for the use case before it writes.</summary>
public static class RolloutRules
{
    /// <summary>Every rule that a list of allocations breaks, most basic first.</summary>
    /// <param name="allocations">What was asked for.</param>
    /// <param name="arms">The flag's arms; control is not looked at.</param>
    /// <param name="current">The split that is in force: an archived variant may keep what it has.</param>
    public static IReadOnlyList<Error> Check(
        IReadOnlyList<VariantShare> allocations, IReadOnlyList<Arm> arms, RolloutState? current)
    {
        ArgumentNullException.ThrowIfNull(allocations);
        ArgumentNullException.ThrowIfNull(arms);
        var known = arms.Where(arm => arm.VariantId is not null).ToDictionary(arm => arm.VariantId!.Value);
        var errors = new List<Error>();
        var twice = allocations.CountBy(share => share.VariantId).Where(entry => entry.Value > 1).Select(entry => entry.Key).ToList();
        if (twice.Count > 0)
        {
            errors.Add(RolloutErrors.DuplicateVariants(twice.Select(id => known.TryGetValue(id, out var arm) ? arm.Key : $"{id}")));
        }

        var foreign = allocations.Select(share => share.VariantId).Where(id => !known.ContainsKey(id)).Distinct().ToList();
        if (foreign.Count > 0)
        {
            errors.Add(RolloutErrors.ForeignVariants(foreign));
        }

        var total = allocations.Sum(share => share.Share.Value);
        if (total > BasisPoints.Whole)
        {
            errors.Add(RolloutErrors.SplitTooLarge(total));
        }

        errors.AddRange(allocations
            .Where(share => known.TryGetValue(share.VariantId, out var arm) && arm.IsArchived
                && share.Share.Value > (current?.Of(share.VariantId) ?? 0))
            .Select(share => RolloutErrors.ArchivedVariant(known[share.VariantId].Key)));
        return errors;
    }
}
