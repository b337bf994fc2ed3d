namespace ExperimentAdmin.Core.Evaluation;

/// <summary>A condition that is not served.</summary>
/// <param name="Path">Where it is: <c>rules[0].conditions[1]</c>.</param>
/// <param name="Definition">The condition.</param>
/// <param name="Fault">Why.</param>
public sealed record ConditionFault(string Path, ConditionDefinition Definition, PatternFault Fault);
