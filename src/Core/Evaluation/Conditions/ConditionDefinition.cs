namespace ExperimentAdmin.Core.Evaluation.Conditions;

/// <summary>A condition as contexts and documents carry it.</summary>
/// <param name="Property">A trait, a path, or empty for a split of the identity key.</param>
/// <param name="Operator">In upper snake case; an unknown one never matches.</param>
/// <param name="Value">What with; a list of texts as a JSON list.</param>
public sealed record ConditionDefinition(string Property, string Operator, string Value);
