namespace ExperimentAdmin.Core.Evaluation;

/// <summary>A segment with its rules read once.</summary>
public sealed class CompiledSegment
{
    private readonly CompiledRule[] _rules;
    private readonly HashSalt _salt;
    private readonly Condition? _split;

    public CompiledSegment(SegmentDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Definition = definition;
        _rules = [.. definition.Rules.Select(rule => new CompiledRule(rule))];
        _salt = new HashSalt(definition.Key);
        _split = _rules is [{ OnlyCondition: { Threshold: not null } split }] ? split : null;
        Reason = $"TARGETING_MATCH; segment={definition.Name}";
    }

    /// <summary>What it was made from.</summary>
    public SegmentDefinition Definition { get; }

    /// <summary>The reason of a value that the segment's override supplied without a variant.</summary>
    internal string Reason { get; }

    /// <summary>Where its percentage puts the identity, for a segment that is nothing but a percentage; null for any other.</summary>
    public SplitPosition? PositionOf(EvaluationContext context)
        => _split?.Threshold is { } limit && _split.Evaluate(context, _salt).Hash is { } hash ? new SplitPosition(hash, limit) : null;

    /// <summary>Whether the identity is in it.</summary>
    public bool Matches(EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var rule in _rules)
        {
            if (!rule.Matches(context, _salt))
            {
                return false;
            }
        }

        return _rules.Length > 0;
    }
}
