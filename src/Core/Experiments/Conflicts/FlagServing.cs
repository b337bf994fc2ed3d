using ExperimentAdmin.Core.Experiments.Rollout.Domain;

namespace ExperimentAdmin.Core.Experiments.Conflicts;

/// <summary>What one scope of a flag serves.</summary>
/// <param name="Enabled">Whether the flag is enabled there.</param>
/// <param name="ControlValue">The control value; null for a flag without one.</param>
/// <param name="Shares">The variants with a share above 0, in ordinal order.</param>
public sealed record FlagServing(bool Enabled, string? ControlValue, IReadOnlyList<RolloutState.VariantPart> Shares);
