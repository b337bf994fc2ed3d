using System.Text.Json;
using ExperimentAdmin.Core.Evaluation.Conditions;

namespace ExperimentAdmin.Core.Evaluation.Compiled;

/// <summary>A segment as contexts and documents carry it.</summary>
/// <param name="Key">Salts its percentage splits.</param>
/// <param name="Name">Named in reasons.</param>
/// <param name="Rules">All of them have to match; without any, nobody does.</param>
public sealed record SegmentDefinition(string Key, string Name, IReadOnlyList<RuleDefinition> Rules)
{
    /// <summary>What overrides name it by: the key, unless two segments of a context share one.</summary>
    public string Id { get; init; } = Key;

    /// <summary>Handed through to results; null for none.</summary>
    public JsonElement? Metadata { get; init; }
}
