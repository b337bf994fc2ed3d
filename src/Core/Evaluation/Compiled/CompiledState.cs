using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Evaluation.Hashing;

namespace ExperimentAdmin.Core.Evaluation.Compiled;

/// <summary>A state with the intervals of its variants laid out.</summary>
public sealed class CompiledState
{
    private readonly HashSalt _salt;
    private readonly (double Start, double End, Outcome Outcome)[] _intervals;

    /// <param name="definition">What it is made from.</param>
    /// <param name="firstPlace">The number of its control outcome; its variants' follow.</param>
    public CompiledState(StateDefinition definition, int firstPlace = 0)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Definition = definition;
        Control = new Outcome(this, variant: null, firstPlace);
        _salt = new HashSalt(definition.Key);
        _intervals = new (double, double, Outcome)[definition.Variants.Count];
        var start = 0.0;
        foreach (var (index, variant) in definition.Variants.OrderBy(variant => variant.Priority).Index())
        {
            _intervals[index] = (start, start + variant.Weight, new Outcome(this, variant, firstPlace + 1 + index));
            start += variant.Weight;
        }
    }

    /// <summary>What it was made from.</summary>
    public StateDefinition Definition { get; }

    /// <summary>What everybody gets who is in no variant's interval.</summary>
    public Outcome Control { get; }

    /// <summary>How many outcomes it can come to.</summary>
    public int Outcomes => _intervals.Length + 1;

    /// <summary>Whether there are variants to choose from.</summary>
    public bool HasVariants => _intervals.Length > 0;

    /// <summary>The variants in the order in which they are laid out, with where they begin and end, in percent.</summary>
    public IEnumerable<(double Start, double End, Outcome Outcome)> Intervals => _intervals;

    /// <summary>Where the choice of the variant puts an identity, from 0 to below 100; null without identity or variants.</summary>
    public double? Hash(EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return HasVariants && !string.IsNullOrEmpty(context.IdentityKey) ? IdentityHash.Of(_salt, context.IdentityKey) : null;
    }

    /// <summary>What an identity gets of it.</summary>
    public Outcome Choose(EvaluationContext context)
    {
        if (Hash(context) is { } hash)
        {
            foreach (var (start, end, outcome) in _intervals)
            {
                if (start <= hash && hash < end)
                {
                    return outcome;
                }
            }
        }

        return Control;
    }
}
