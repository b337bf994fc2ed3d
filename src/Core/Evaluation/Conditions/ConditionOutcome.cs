using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Core.Evaluation.Conditions;

/// <summary>A condition, evaluated.</summary>
/// <param name="Verdict">What came of it.</param>
/// <param name="Value">What the property led to, after casting; the identity key for a split without a property.</param>
/// <param name="Hash">Where a percentage split put the identity, from 0 to below 100; null for other operators.</param>
public readonly record struct ConditionOutcome(ConditionVerdict Verdict, ContextValue Value, double? Hash = null)
{
    /// <summary>Whether the condition matches.</summary>
    public bool Matches => Verdict is ConditionVerdict.Holds;
}
