using System.Text.Json;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Core.Evaluation.Compiled;

/// <summary>What one scope of a flag serves: the environment default, or an override.</summary>
/// <param name="Key">Salts the choice of the variant.</param>
/// <param name="Enabled">Whether the flag is enabled there.</param>
/// <param name="Value">The control value.</param>
/// <param name="Variants">With their shares; control takes the remainder.</param>
public sealed record StateDefinition(string Key, bool Enabled, ContextValue Value, IReadOnlyList<VariantDefinition> Variants)
{
    /// <summary>Handed through to results; null for none.</summary>
    public JsonElement? Metadata { get; init; }
}
