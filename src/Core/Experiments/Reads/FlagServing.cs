using ExperimentAdmin.Core.Experiments.Domain;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>What one scope of a flag serves.</summary>
/// <param name="Enabled">Whether the flag is enabled there.</param>
/// <param name="ControlValue">The control value; null for a flag without one.</param>
/// <param name="Shares">The variants with a share above 0, in ordinal order.</param>
public sealed record FlagServing(bool Enabled, string? ControlValue, IReadOnlyList<RolloutState.VariantPart> Shares);
