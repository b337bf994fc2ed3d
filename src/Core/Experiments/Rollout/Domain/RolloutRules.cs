using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Experiments.Rollout.Domain;

/// <summary>The rules of a split, for the page while somebody types and for the use case before it writes.</summary>
public static class RolloutRules
{
    /// <summary>Every rule that a list of allocations breaks, most basic first.</summary>
    /// <param name="allocations">What was asked for.</param>
    /// <param name="arms">The flag's arms; control is not looked at.</param>
    /// <param name="current">The split that is in force: an archived variant may keep what it has.</param>
    public static IReadOnlyList<Error> Check(
        IReadOnlyList<VariantAllocation> allocations, IReadOnlyList<Arm> arms, RolloutState? current)
    {
        ArgumentNullException.ThrowIfNull(allocations);
        ArgumentNullException.ThrowIfNull(arms);
        var known = arms.Where(arm => arm.VariantId is not null).ToDictionary(arm => arm.VariantId!.Value);
        var findings = AllocationRules.Check(
            allocations, known.ToDictionary(arm => arm.Key, arm => arm.Value.IsArchived), id => current?.Of(id) ?? default);
        var errors = new List<Error>();
        if (findings.Twice.Count > 0)
        {
            errors.Add(RolloutErrors.DuplicateVariants(findings.Twice.Select(id => known.TryGetValue(id, out var arm) ? arm.Key : $"{id}")));
        }

        if (findings.Foreign.Count > 0)
        {
            errors.Add(RolloutErrors.ForeignVariants(findings.Foreign));
        }

        if (findings.Excess > 0)
        {
            errors.Add(RolloutErrors.SplitTooLarge(findings.Total));
        }

        errors.AddRange(findings.Archived.Select(id => RolloutErrors.ArchivedVariant(known[id].Key)));
        return errors;
    }
}
