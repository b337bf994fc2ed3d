namespace ExperimentAdmin.Core.Segments.Domain;

/// <summary>Finds the forms on which engines disagree, by what is written alone: what kind of value a trait has, nobody knows beforehand.</summary>
public static class SegmentNotes
{
    private const string Rules = "rules";

    /// <summary>Those of all rules, at whatever depth, in the order of the rules.</summary>
    public static IReadOnlyList<SegmentNote> Of(IReadOnlyList<SegmentRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return [.. OfAll(rules).Select(form => new SegmentNote(Rules, form)), .. In(rules, Rules)];
    }

    /// <summary>Those of the rules as a whole.</summary>
    public static IReadOnlyList<EngineDifference> OfAll(IReadOnlyList<SegmentRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return rules.Count > 0 && rules.All(rule => WithoutIdentity(rule).CanHold) ? [EngineDifferences.WithoutIdentity] : [];
    }

    /// <summary>Those of one condition.</summary>
    public static IReadOnlyList<EngineDifference> Of(SegmentCondition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return [.. OfProperty(condition), .. OfValue(condition)];
    }

    // A trait that is a number is sent as one; an identifier cannot be.
    private static IEnumerable<EngineDifference> OfValue(SegmentCondition condition)
    {
        var forms = condition.Operator switch
        {
            SegmentOperator.Equal or SegmentOperator.NotEqual => ValueNotes.OfEquality(condition),
            SegmentOperator.GreaterThan or SegmentOperator.GreaterThanInclusive or SegmentOperator.LessThan
                or SegmentOperator.LessThanInclusive => ValueNotes.OfOrder(condition.Value),
            SegmentOperator.Contains or SegmentOperator.NotContains => ValueNotes.OfContainment(condition),
            SegmentOperator.Regex => ValueNotes.OfPattern(condition.Value),
            SegmentOperator.In => ValueNotes.OfList(condition.Value),
            SegmentOperator.Modulo => ValueNotes.OfModulo(condition.Value),
            SegmentOperator.PercentageSplit => OfSplit(condition),
            _ => [],
        };
        return SegmentProperty.IsOfIdentity(condition.Property)
            ? forms.Select(form => form == EngineDifferences.NumberText || form == EngineDifferences.NumberOrder ? EngineDifferences.IdentifierNumber : form)
            : forms;
    }

    private static IEnumerable<SegmentNote> In(IReadOnlyList<SegmentRule> rules, string path) => rules.Index().SelectMany(rule
        => rule.Item.Conditions.Index()
            .SelectMany(condition => Of(condition.Item).Select(form => new SegmentNote($"{path}[{rule.Index}].conditions[{condition.Index}]", form)))
            .Concat(In(rule.Item.Rules, $"{path}[{rule.Index}].rules")));

    private static IEnumerable<EngineDifference> OfProperty(SegmentCondition condition)
    {
        if (SegmentProperty.Trait(condition.Property) is not { } trait)
        {
            yield break;
        }

        if (JavaScriptMembers.Has(trait))
        {
            yield return EngineDifferences.TraitInJavaScript;
        }

        if (trait != condition.Property && !IsFoundByPath(condition, trait))
        {
            yield return EngineDifferences.PathSpelling;
        }
    }

    // The client in JavaScript takes what stands in the path as it stands; for percentages another reader of paths has to understand it.
    private static bool IsFoundByPath(SegmentCondition condition, string trait)
        => (condition.Property == $"$.identity.traits['{trait}']" && condition.Operator is not SegmentOperator.PercentageSplit)
            || (IsPlain(trait) && condition.Property is var path
                && (path == $"$.identity.traits.{trait}" || path == $"$.identity.traits['{trait}']" || path == $"$.identity.traits[\"{trait}\"]"));

    // What the reader of paths takes for a name and nothing else.
    private static bool IsPlain(string trait)
        => trait.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.' or ' ') && !trait.Contains("..", StringComparison.Ordinal);

    private static IEnumerable<EngineDifference> OfSplit(SegmentCondition condition)
    {
        if (condition.Value.Contains('.', StringComparison.Ordinal))
        {
            yield return EngineDifferences.SplitFraction;
        }

        if (condition.Property is not ("" or SegmentProperty.IdentityKey))
        {
            yield return EngineDifferences.SplitValue;
        }
    }

    // What can become of a rule where there is no identity, whatever the environment is called.
    private static (bool CanHold, bool CanFail) WithoutIdentity(SegmentRule rule)
    {
        var (conditions, rules) = (Count(rule.Type, rule.Conditions.Select(WithoutIdentity)), Count(rule.Type, rule.Rules.Select(WithoutIdentity)));
        return (conditions.CanHold && rules.CanHold, conditions.CanFail || rules.CanFail);
    }

    private static (bool CanHold, bool CanFail) WithoutIdentity(SegmentCondition condition)
        => condition.Property.StartsWith("$.environment", StringComparison.Ordinal) ? (true, true)
            : condition.Operator is SegmentOperator.IsNotSet ? (true, false)
            : (false, true);

    private static (bool CanHold, bool CanFail) Count(RuleType type, IEnumerable<(bool CanHold, bool CanFail)> parts)
    {
        var all = parts.ToList();
        return all.Count == 0 ? (true, false) : type switch
        {
            RuleType.All => (all.TrueForAll(part => part.CanHold), all.Exists(part => part.CanFail)),
            RuleType.Any => (all.Exists(part => part.CanHold), all.TrueForAll(part => part.CanFail)),
            _ => (all.TrueForAll(part => part.CanFail), all.Exists(part => part.CanHold)),
        };
    }
}
