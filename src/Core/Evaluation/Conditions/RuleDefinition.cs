namespace ExperimentAdmin.Core.Evaluation.Conditions;

/// <summary>A rule as contexts and documents carry it.</summary>
/// <param name="Type"><c>ALL</c>, <c>ANY</c> or <c>NONE</c>; a rule of any other type never matches.</param>
/// <param name="Conditions">Counted by the type.</param>
/// <param name="Rules">Counted by the type, apart from the conditions.</param>
public sealed record RuleDefinition(string Type, IReadOnlyList<ConditionDefinition> Conditions, IReadOnlyList<RuleDefinition> Rules);
