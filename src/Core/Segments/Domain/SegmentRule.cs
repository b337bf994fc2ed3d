namespace ExperimentAdmin.Core.Segments.Domain;

/// <summary>
/// A rule holds if its conditions hold and its sub-rules hold, each part by the rule's own type. An empty part holds.
/// </summary>
/// <param name="Type">How the parts are counted.</param>
/// <param name="Conditions">Tests of single properties.</param>
/// <param name="Rules">Nested rules.</param>
public sealed record SegmentRule(RuleType Type, IReadOnlyList<SegmentCondition> Conditions, IReadOnlyList<SegmentRule> Rules);
