using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Core.Evaluation.Compiled;

/// <summary>A variant with its share in one state.</summary>
/// <param name="Key">Named in results; null for a variant without one.</param>
/// <param name="Value">What it serves.</param>
/// <param name="Weight">Its share of identities in percent.</param>
/// <param name="Priority">The order in which shares are laid out: the lowest first, equal ones as listed.</param>
public sealed record VariantDefinition(string? Key, ContextValue Value, double Weight, double Priority);
