using System.Diagnostics;
using System.Globalization;
using ExperimentAdmin.Core.Evaluation.Conditions;
using ExperimentAdmin.Core.Evaluation.Conditions.Patterns;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Core.Segments.Domain;

/// <summary>Rules as people read them.</summary>
public static class RuleText
{
    internal const string NoSplitYet =
        "Who is within a percentage depends on the segment's number, which it gets when it is created.";

    private const int LongestList = 5;

    /// <summary>How a rule counts its parts: "all of".</summary>
    public static string Of(RuleType type) => type switch
    {
        RuleType.All => "all of",
        RuleType.Any => "any of",
        RuleType.None => "none of",
        _ => throw new UnreachableException($"No words for {type}."),
    };

    /// <summary>An operator between property and value: "is at least".</summary>
    public static string Of(SegmentOperator comparison) => comparison switch
    {
        SegmentOperator.Equal => "equals",
        SegmentOperator.NotEqual => "does not equal",
        SegmentOperator.GreaterThan => "is greater than",
        SegmentOperator.GreaterThanInclusive => "is at least",
        SegmentOperator.LessThan => "is less than",
        SegmentOperator.LessThanInclusive => "is at most",
        SegmentOperator.Contains => "contains",
        SegmentOperator.NotContains => "does not contain",
        SegmentOperator.Regex => "matches the pattern",
        SegmentOperator.In => "is one of",
        SegmentOperator.IsSet => "is set",
        SegmentOperator.IsNotSet => "is not set",
        SegmentOperator.Modulo => "leaves a remainder",
        SegmentOperator.PercentageSplit => "is in a percentage",
        _ => throw new UnreachableException($"No words for {comparison}."),
    };

    /// <summary>A property: a trait's name, or what a path leads to.</summary>
    public static string Property(string property) => property switch
    {
        "" or "$.identity.key" => "identity key",
        "$.identity.identifier" => "identifier",
        "$.environment.name" => "environment name",
        "$.environment.key" => "environment key",
        _ when string.IsNullOrWhiteSpace(property) => "(no trait)",
        _ => SegmentProperty.Trait(property) ?? property,
    };

    /// <summary>What a condition demands of its property: "is one of de, fr".</summary>
    public static string Demand(SegmentCondition condition) => Demand(condition, LongestList);

    private static string Demand(SegmentCondition condition, int longest)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return condition.Operator switch
        {
            SegmentOperator.IsSet or SegmentOperator.IsNotSet => Of(condition.Operator),
            SegmentOperator.PercentageSplit => $"is in the first {condition.Value} %",
            SegmentOperator.Modulo when condition.Value.Split('|') is [var divisor, var remainder]
                => $"divided by {divisor} leaves {remainder}",
            SegmentOperator.In => $"{Of(condition.Operator)} {List(SegmentValues.Items(condition.Value), longest)}",
            _ when condition.Value.EndsWith(SegmentValues.VersionSuffix, StringComparison.Ordinal)
                => $"{Of(condition.Operator)} version {condition.Value[..^SegmentValues.VersionSuffix.Length]}",
            _ => $"{Of(condition.Operator)} {Quoted(condition.Value)}",
        };
    }

    /// <summary>A whole condition: "plan equals "pro"".</summary>
    public static string Sentence(SegmentCondition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return $"{Property(condition.Property)} {Demand(condition)}";
    }

    /// <summary>
    /// Whole rules, a line each: "all of: plan equals “pro”; (any of: …)". With everything that lists hold and that people wrote beside
    /// conditions, so that two rules read alike only where they are.
    /// </summary>
    internal static string Sentences(IReadOnlyList<SegmentRule> rules) => string.Join('\n', rules.Select(Sentence));

    internal static string NotTried { get; } =
        $"The patterns have more than {SegmentRules.MaxKinds} different kinds of characters, such as [a-z], and are not tried here. Write the same kind alike everywhere.";

    internal static string NotServed(PatternFault fault) => $"{fault.Message} Until then nobody is in the segment.";

    internal static string Why(SegmentCondition condition, ConditionOutcome outcome)
    {
        var (property, demand) = (Property(condition.Property), Demand(condition));
        if (outcome.Hash is { } hash)
        {
            return Split(property, condition.Value, hash, outcome.Verdict);
        }

        return (outcome.Verdict, condition.Operator) switch
        {
            (_, SegmentOperator.IsSet or SegmentOperator.IsNotSet) when !outcome.Value.IsSet => $"{property} is not set.",
            (ConditionVerdict.NotSet, _) => $"{property} is not set, and only a value can be compared.",
            (ConditionVerdict.Holds, _) => $"{property} is {Value(outcome.Value)}, which {demand}.",
            (ConditionVerdict.NotComparable, _) => $"{property} is {Value(outcome.Value)}, a kind of value of which it is never true that it {demand}.",
            (ConditionVerdict.Unreadable, _) when outcome.Value.Kind is ContextValueKind.Integer =>
                $"{property} is the whole number {outcome.Value}, and {Quoted(condition.Value)} is none to compare that with.",
            (ConditionVerdict.Unreadable, _) =>
                $"{property} is {Value(outcome.Value)}, and {Quoted(condition.Value)} cannot be read as something to compare that with.",
            _ => $"{property} is {Value(outcome.Value)}, so it is not true that it {demand}.",
        };
    }

    private static string Split(string property, string threshold, double hash, ConditionVerdict verdict)
    {
        var number = hash.ToString("0.00", CultureInfo.InvariantCulture);
        return verdict switch
        {
            ConditionVerdict.Holds => $"{property} hashes to {number}, which is within the first {threshold} %.",
            ConditionVerdict.Fails => $"{property} hashes to {number}, which is beyond the first {threshold} %.",
            _ => $"{property} hashes to {number}, and {Quoted(threshold)} is no percentage.",
        };
    }

    private static string Sentence(SegmentRule rule)
    {
        IReadOnlyList<string> parts = [.. rule.Conditions.Select(Whole), .. rule.Rules.Select(part => $"({Sentence(part)})")];
        return parts.Count == 0 ? $"{Of(rule.Type)} nothing" : $"{Of(rule.Type)}: {string.Join("; ", parts)}";
    }

    private static string Whole(SegmentCondition condition)
    {
        var note = string.IsNullOrWhiteSpace(condition.Description) ? null : $" (note: {condition.Description})";
        return $"{Property(condition.Property)} {Demand(condition, int.MaxValue)}{note}";
    }

    private static string Value(ContextValue value) => value.Kind switch
    {
        ContextValueKind.Text => Quoted(value.ToString()),
        ContextValueKind.Integer or ContextValueKind.Real => $"the number {value}",
        ContextValueKind.Boolean => value.ToString().ToLowerInvariant(),
        _ => "not set",
    };

    private static string List(IReadOnlyList<string> items, int longest) => items.Count <= longest
        ? string.Join(", ", items.Select(Quoted))
        : $"{string.Join(", ", items.Take(longest).Select(Quoted))} and {items.Count - longest} more";

    private static string Quoted(string text) => $"“{text}”";
}
