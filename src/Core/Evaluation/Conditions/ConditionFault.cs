using ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

namespace ExperimentAdmin.Core.Evaluation.Conditions;

/// <summary>A condition that is not served.</summary>
/// <param name="Path">Where it is: <c>rules[0].conditions[1]</c>.</param>
/// <param name="Definition">The condition.</param>
/// <param name="Fault">Why.</param>
public sealed record ConditionFault(string Path, ConditionDefinition Definition, PatternFault Fault)
{
    /// <summary>Stands for rules that are none.</summary>
    internal static ConditionFault Unreadable { get; } = new(
        "rules", new ConditionDefinition(string.Empty, string.Empty, string.Empty), new PatternFault("rules_unreadable", "The stored rules cannot be read. Enter them anew."));

    /// <summary>Whether nothing of the rules can be read.</summary>
    internal bool IsUnreadable => ReferenceEquals(this, Unreadable);

    /// <summary>Those of rules, at whatever depth: patterns are read for it, and none is compiled.</summary>
    internal static IEnumerable<ConditionFault> In(IReadOnlyList<RuleDefinition> rules, string path = "rules") => rules.Index().SelectMany(rule
        => rule.Item.Conditions.Index()
            .Select(condition => Condition.FaultOf(condition.Item) is { } fault
                ? new ConditionFault($"{path}[{rule.Index}].conditions[{condition.Index}]", condition.Item, fault) : null)
            .OfType<ConditionFault>()
            .Concat(In(rule.Item.Rules, $"{path}[{rule.Index}].rules")));
}
