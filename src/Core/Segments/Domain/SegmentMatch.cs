using System.Globalization;
using ExperimentAdmin.Core.Evaluation.Conditions;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Evaluation.Hashing;

namespace ExperimentAdmin.Core.Segments.Domain;

/// <summary>Tells whether an identity is in a segment, and why, with the rules that serving uses.</summary>
public static class SegmentMatch
{
    /// <summary>
    /// Evaluates every part of the rules, also those that no longer matter, so that all can be shown. Patterns of more kinds of
    /// characters than can be saved are not tried.
    /// </summary>
    /// <param name="rules">The segment's rules; without any, nobody is in it.</param>
    /// <param name="segmentId">The segment: salts its percentage splits, which nobody can know without it.</param>
    /// <param name="context">Who is asked about, and where.</param>
    public static SegmentExplanation Explain(IReadOnlyList<SegmentRule> rules, int? segmentId, EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var salt = segmentId is { } id ? new HashSalt(id.ToString(CultureInfo.InvariantCulture)) : null;
        var tried = SegmentRules.Kinds(SegmentRules.Patterns(SegmentRules.Conditions(rules))).Count <= SegmentRules.MaxKinds;
        var parts = rules.Select(rule => Explain(rule, tried, salt, context)).ToList();
        return new SegmentExplanation(parts.Count > 0 && parts.TrueForAll(part => part.Matches && IsServed(part)), parts);
    }

    private static bool IsServed(SegmentExplanation.RulePart part)
        => part.Conditions.All(condition => condition.IsServed) && part.Rules.All(IsServed);

    private static SegmentExplanation.RulePart Explain(SegmentRule rule, bool tried, HashSalt? salt, EvaluationContext context)
    {
        var conditions = rule.Conditions.Select(condition => Explain(condition, tried, salt, context)).ToList();
        var rules = rule.Rules.Select(nested => Explain(nested, tried, salt, context)).ToList();
        var quantifier = Quantifier.Of(SegmentRules.WireName(rule.Type));
        return new SegmentExplanation.RulePart(
            rule.Type,
            quantifier is { } type && type.Holds(conditions.Select(part => part.Matches)) && type.Holds(rules.Select(part => part.Matches)),
            conditions,
            rules);
    }

    private static SegmentExplanation.ConditionPart Explain(SegmentCondition condition, bool tried, HashSalt? salt, EvaluationContext context)
    {
        if (salt is null && condition.Operator is SegmentOperator.PercentageSplit)
        {
            return new SegmentExplanation.ConditionPart(condition, Matches: false, RuleText.NoSplitYet);
        }

        if (!tried && condition.Operator is SegmentOperator.Regex)
        {
            return new SegmentExplanation.ConditionPart(condition, Matches: false, RuleText.NotTried, IsServed: false);
        }

        var compiled = Condition.Compile(condition.Property, SegmentRules.WireName(condition.Operator), condition.Value);
        if (compiled.Fault is { } fault)
        {
            return new SegmentExplanation.ConditionPart(condition, Matches: false, RuleText.NotServed(fault), IsServed: false);
        }

        var outcome = compiled.Evaluate(context, salt ?? HashSalt.None);
        return new SegmentExplanation.ConditionPart(condition, outcome.Matches, RuleText.Why(condition, outcome));
    }
}
