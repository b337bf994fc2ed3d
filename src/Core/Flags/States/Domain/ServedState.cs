using ExperimentAdmin.Core.Flags.Features.Domain;

namespace ExperimentAdmin.Core.Flags.States.Domain;

/// <summary>What one scope of a flag serves, as pages show it and records keep it.</summary>
/// <param name="Enabled">Whether the flag is enabled there.</param>
/// <param name="Value">The control value; null for a flag without one.</param>
/// <param name="Shares">The variants with a share, in ordinal order. Control takes the remainder.</param>
public sealed record ServedState(bool Enabled, string? Value, IReadOnlyList<ServedAllocation> Shares)
{
    /// <summary>What is left for control.</summary>
    public BasisPoints ControlShare => BasisPoints.Left(Shares.Select(share => share.Share));

    /// <summary>The share of a variant; 0 for one without.</summary>
    public BasisPoints Of(int variantId) => Shares.FirstOrDefault(share => share.VariantId == variantId)?.Share ?? default;

    /// <summary>Whether both serve the same to the same people.</summary>
    public bool IsSameAs(ServedState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Enabled == other.Enabled
            && string.Equals(Value, other.Value, StringComparison.Ordinal)
            && Shares.Select(share => (share.VariantId, share.Share)).SequenceEqual(other.Shares.Select(share => (share.VariantId, share.Share)));
    }

    /// <summary>"enabled, "classic": big 50 %, control 50 %".</summary>
    public string Describe()
    {
        var split = Shares.Count == 0
            ? string.Empty
            : $": {string.Join(", ", Shares.Select(share => $"{share.Key} {share.Share}")
                .Append($"control {ControlShare}"))}";
        return $"{(Enabled ? "enabled" : "disabled")}, {FlagValue.Quote(Value)}{split}";
    }

    /// <summary>What changed from one to the other, in words: "enabled; value "a" to "b"; big 0 % to 50 %". Empty when nothing did.</summary>
    public static string Difference(ServedState before, ServedState after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var parts = new List<string>();
        if (before.Enabled != after.Enabled)
        {
            parts.Add(after.Enabled ? "enabled" : "disabled");
        }

        if (!string.Equals(before.Value, after.Value, StringComparison.Ordinal))
        {
            parts.Add($"value {FlagValue.Quote(before.Value)} to {FlagValue.Quote(after.Value)}");
        }

        parts.AddRange(before.Shares.Concat(after.Shares).DistinctBy(share => share.VariantId)
            .Where(share => before.Of(share.VariantId) != after.Of(share.VariantId))
            .Select(share => $"{share.Key} {before.Of(share.VariantId)} to {after.Of(share.VariantId)}"));
        return string.Join("; ", parts);
    }

    internal static ServedState Of(ScopedState state, IEnumerable<Variant> variants)
        => new(state.Enabled, state.Value, ServedAllocation.Of(state.Allocations, variants));
}
