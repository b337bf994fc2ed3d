using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.App.Features.Segments.Editor;

/// <summary>A group of conditions and groups while somebody edits it.</summary>
public sealed class RuleDraft
{
    public RuleType Type { get; set; }

    public IList<ConditionDraft> Conditions { get; init; } = [];

    public IList<RuleDraft> Rules { get; init; } = [];

    /// <summary>The traits that any condition in the group looks at, each once.</summary>
    public IEnumerable<string> Traits => Conditions
        .Where(condition => condition.Kind is PropertyKind.Trait && condition.TraitName.Length > 0).Select(condition => condition.TraitName)
        .Concat(Rules.SelectMany(rule => rule.Traits))
        .Distinct(StringComparer.Ordinal);

    /// <summary>A group with one condition to fill in.</summary>
    public static RuleDraft WithOneCondition(RuleType type = RuleType.All) => new() { Type = type, Conditions = [new ConditionDraft()] };

    /// <summary>One group for all rules of a segment: several are the same as one group in which all must hold.</summary>
    public static RuleDraft Of(IReadOnlyList<SegmentRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return rules is [var single] ? Of(single) : new RuleDraft { Rules = [.. rules.Select(Of)] };
    }

    /// <summary>Says what another group says. Parts that both have stay the same objects, so that they stay the same elements on the screen.</summary>
    public void Become(RuleDraft other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Type = other.Type;
        Become(Conditions, other.Conditions, (condition, said) => condition.Become(said));
        Become(Rules, other.Rules, (rule, said) => rule.Become(said));
    }

    /// <summary>The rules of a segment with this group as the outermost.</summary>
    public IReadOnlyList<SegmentRule> ToRules() => [ToRule()];

    private static void Become<T>(IList<T> parts, IList<T> others, Action<T, T> become)
    {
        while (parts.Count > others.Count)
        {
            parts.RemoveAt(parts.Count - 1);
        }

        foreach (var (index, other) in others.Index())
        {
            if (index < parts.Count)
            {
                become(parts[index], other);
            }
            else
            {
                parts.Add(other);
            }
        }
    }

    private static RuleDraft Of(SegmentRule rule) => new()
    {
        Type = rule.Type,
        Conditions = [.. rule.Conditions.Select(ConditionDraft.Of)],
        Rules = [.. rule.Rules.Select(Of)],
    };

    private SegmentRule ToRule() => new(
        Type, [.. Conditions.Select(condition => condition.ToCondition())], [.. Rules.Select(rule => rule.ToRule())]);
}
