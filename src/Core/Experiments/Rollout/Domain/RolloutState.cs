using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Experiments.Rollout.Domain;

/// <summary>A whole rollout, as it is read back and as records keep it.</summary>
/// <param name="Enabled">Whether the override is enabled, as stored; it is served only while the experiment runs.</param>
/// <param name="Percentage">How many of everyone enter.</param>
/// <param name="ControlValue">What control gets; null for a flag without a value.</param>
/// <param name="Shares">The variants with a share above 0, in ordinal order. Control takes the remainder.</param>
public sealed record RolloutState(
    bool Enabled, BasisPoints Percentage, string? ControlValue, IReadOnlyList<ServedAllocation> Shares)
{
    /// <summary>What is left for control, of the enrolled.</summary>
    public BasisPoints ControlShare => BasisPoints.Left(Shares.Select(part => part.Share));

    /// <summary>The share of a variant of the enrolled; 0 for one without.</summary>
    public BasisPoints Of(int variantId) => Shares.FirstOrDefault(part => part.VariantId == variantId)?.Share ?? default;

    /// <summary>Whether both serve the same to the same people.</summary>
    public bool IsSameAs(RolloutState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Enabled == other.Enabled && Percentage == other.Percentage
            && string.Equals(ControlValue, other.ControlValue, StringComparison.Ordinal)
            && Shares.Select(part => (part.VariantId, part.Share)).OrderBy(part => part.VariantId)
                .SequenceEqual(other.Shares.Select(part => (part.VariantId, part.Share)).OrderBy(part => part.VariantId));
    }

    /// <summary>"20 %: big 50 %, control 50 %".</summary>
    public string Describe()
        => $"{Percentage}: {string.Join(", ", Shares.Select(part => $"{part.Key} {part.Share}")
            .Append($"control {ControlShare}"))}";
}
