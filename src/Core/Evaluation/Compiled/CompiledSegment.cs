using ExperimentAdmin.Core.Evaluation.Conditions;
using ExperimentAdmin.Core.Evaluation.Conditions.Patterns;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Evaluation.Hashing;

namespace ExperimentAdmin.Core.Evaluation.Compiled;

/// <summary>A segment with its rules read once.</summary>
public sealed class CompiledSegment
{
    private readonly CompiledRule[] _rules;
    private readonly HashSalt _salt;
    private readonly Condition? _split;
    private readonly bool _isServed;

    /// <summary>Compiles a segment for serving.</summary>
    /// <param name="definition">What it is made from.</param>
    public CompiledSegment(SegmentDefinition definition)
        : this(definition, PatternReading.Served)
    {
    }

    internal CompiledSegment(SegmentDefinition definition, PatternReading reading)
        : this(definition, reading, reading is PatternReading.Served ? [.. ConditionFault.In(definition.Rules)] : [])
    {
    }

    private CompiledSegment(SegmentDefinition definition, PatternReading reading, IReadOnlyList<ConditionFault> faults)
    {
        Definition = definition;
        Faults = faults;
        _rules = faults.Count > 0 ? [] : [.. definition.Rules.Select(rule => new CompiledRule(rule, reading))];
        _isServed = Faults.Count == 0;
        _salt = new HashSalt(definition.Key);
        _split = _rules is [{ OnlyCondition: { Threshold: not null } split }] ? split : null;
        Reason = $"TARGETING_MATCH; segment={definition.Name}";
    }

    /// <summary>What it was made from.</summary>
    public SegmentDefinition Definition { get; }

    /// <summary>
    /// The conditions that are not served. While there is one nobody is in the segment, whatever the others say: what a rule
    /// that nothing of it may hold would let in is nobody's intention.
    /// </summary>
    public IReadOnlyList<ConditionFault> Faults { get; }

    /// <summary>The reason of a value that the segment's override supplied without a variant.</summary>
    internal string Reason { get; }

    /// <summary>Where its percentage puts the identity, for a segment that is nothing but a percentage; null for any other.</summary>
    public SplitPosition? PositionOf(EvaluationContext context)
        => _split?.Threshold is { } limit && _split.Evaluate(context, _salt).Hash is { } hash ? new SplitPosition(hash, limit) : null;

    /// <summary>One whose rules are none, so that nobody is in it.</summary>
    internal static CompiledSegment Unreadable(string key, string name)
        => new(new SegmentDefinition(key, name, []), PatternReading.Served, [ConditionFault.Unreadable]);

    /// <summary>Whether the identity is in it.</summary>
    public bool Matches(EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!_isServed)
        {
            return false;
        }

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
