namespace ExperimentAdmin.Core.Evaluation;

/// <summary>A rule with its conditions read once.</summary>
internal sealed class CompiledRule
{
    private readonly Quantity _quantity;
    private readonly Condition[] _conditions;
    private readonly CompiledRule[] _rules;

    public CompiledRule(RuleDefinition rule)
    {
        _quantity = rule.Type switch
        {
            "ALL" => Quantity.All,
            "ANY" => Quantity.Any,
            "NONE" => Quantity.None,
            _ => Quantity.Unknown,
        };
        _conditions = [.. rule.Conditions.Select(condition => Condition.Compile(condition.Property, condition.Operator, condition.Value))];
        _rules = [.. rule.Rules.Select(nested => new CompiledRule(nested))];
    }

    private enum Quantity
    {
        Unknown,
        All,
        Any,
        None,
    }

    /// <summary>Whether the conditions hold and the nested rules hold, each part by the rule's type. An empty part holds.</summary>
    public bool Matches(EvaluationContext context, HashSalt salt)
        => _quantity is not Quantity.Unknown && ConditionsHold(context, salt) && RulesHold(context, salt);

    // Every one has to match, or the first match decides: for ANY that it holds, for NONE that it does not.
    private bool ConditionsHold(EvaluationContext context, HashSalt salt)
    {
        foreach (var condition in _conditions)
        {
            if (condition.Evaluate(context, salt).Matches != _quantity is Quantity.All)
            {
                return _quantity is Quantity.Any;
            }
        }

        return _conditions.Length == 0 || _quantity is not Quantity.Any;
    }

    private bool RulesHold(EvaluationContext context, HashSalt salt)
    {
        foreach (var rule in _rules)
        {
            if (rule.Matches(context, salt) != _quantity is Quantity.All)
            {
                return _quantity is Quantity.Any;
            }
        }

        return _rules.Length == 0 || _quantity is not Quantity.Any;
    }
}
