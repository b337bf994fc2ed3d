using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Experiments.Rollout.Domain;

/// <summary>
/// What somebody wants of a rollout. A member that is null keeps what there is; pages send all of them. The first
/// rollout of an experiment needs at least <see cref="Percentage"/>.
/// </summary>
public sealed record RolloutChange
{
    /// <summary>Whether the override is enabled. A new rollout starts disabled until its experiment starts.</summary>
    public bool? Enabled { get; init; }

    /// <summary>How many identities enter, 0 to 10,000 basis points of everyone.</summary>
    public BasisPoints? Percentage { get; init; }

    /// <summary>The value that control gets; a new rollout starts with the environment default's.</summary>
    public string? ControlValue { get; init; }

    /// <summary>
    /// How the enrolled are divided. Replaces the whole split: a variant left out gets 0, an empty list gives everybody
    /// control.
    /// </summary>
    public IReadOnlyList<VariantAllocation>? Allocations { get; init; }

    /// <summary>Whether no member is given, so that there is nothing to do.</summary>
    public bool IsEmpty => Enabled is null && Percentage is null && ControlValue is null && Allocations is null;
}
