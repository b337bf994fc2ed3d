using ExperimentAdmin.Core.Flags.Features.Reads;

namespace ExperimentAdmin.Core.Experiments.Rollout.Domain;

/// <summary>One side of an experiment: control, or a variant of its flag.</summary>
/// <param name="VariantId">Null for control.</param>
/// <param name="Key">The variant's key, or <c>control</c>.</param>
/// <param name="Value">What the arm serves; null for a flag without a value.</param>
/// <param name="IsArchived">Whether the variant can get no new share.</param>
public sealed record Arm(int? VariantId, string Key, string? Value, bool IsArchived = false)
{
    /// <summary>The variant's name that no other installation gives; empty for control.</summary>
    public Guid Uuid { get; init; }

    /// <summary>What people should know about the variant; empty for nothing, and for control.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>The variant's picture; null for none, and for control.</summary>
    public VariantPictureLink? Picture { get; init; }

    /// <summary>Whether this is the flag's own value.</summary>
    public bool IsControl => VariantId is null;
}
