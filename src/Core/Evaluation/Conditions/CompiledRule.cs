using ExperimentAdmin.Core.Evaluation.Conditions.Patterns;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Evaluation.Hashing;

namespace ExperimentAdmin.Core.Evaluation.Conditions;

/// <summary>A rule with its conditions read once.</summary>
internal sealed class CompiledRule
{
    private readonly Quantifier? _quantifier;
    private readonly Condition[] _conditions;
    private readonly CompiledRule[] _rules;

    /// <param name="rule">What it is made from.</param>
    /// <param name="reading">Which patterns are tried.</param>
    public CompiledRule(RuleDefinition rule, PatternReading reading)
    {
        _quantifier = Quantifier.Of(rule.Type);
        _conditions = [.. rule.Conditions.Select(condition => Condition.Compile(condition.Property, condition.Operator, condition.Value, reading))];
        _rules = [.. rule.Rules.Select(nested => new CompiledRule(nested, reading))];
        OnlyCondition = rule is { Type: "ALL", Rules: [] } && _conditions is [var only] ? only : null;
    }

    /// <summary>What decides alone whether the rule matches; null for rules of more parts.</summary>
    public Condition? OnlyCondition { get; }

    /// <summary>Whether the conditions hold and the nested rules hold, each part by the rule's type. An empty part holds.</summary>
    public bool Matches(EvaluationContext context, HashSalt salt)
        => _quantifier is { } quantifier && ConditionsHold(quantifier, context, salt) && RulesHold(quantifier, context, salt);

    private bool ConditionsHold(Quantifier quantifier, EvaluationContext context, HashSalt salt)
    {
        foreach (var condition in _conditions)
        {
            if (quantifier.IsDecidedBy(condition.Evaluate(context, salt).Matches, out var holds))
            {
                return holds;
            }
        }

        return quantifier.HoldsUndecided(_conditions.Length == 0);
    }

    private bool RulesHold(Quantifier quantifier, EvaluationContext context, HashSalt salt)
    {
        foreach (var rule in _rules)
        {
            if (quantifier.IsDecidedBy(rule.Matches(context, salt), out var holds))
            {
                return holds;
            }
        }

        return quantifier.HoldsUndecided(_rules.Length == 0);
    }
}
