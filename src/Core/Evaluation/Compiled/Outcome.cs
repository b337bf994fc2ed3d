using ExperimentAdmin.Core.Evaluation.Conditions;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Core.Evaluation.Compiled;

/// <summary>One of the few things that a state can come to: its control value, or one of its variants.</summary>
public sealed class Outcome
{
    internal Outcome(CompiledState state, VariantDefinition? variant, int index)
    {
        State = state;
        Variant = variant;
        Index = index;
        Reason = variant is null ? null : $"SPLIT; weight={WeightText.Of(variant.Weight)}";
    }

    /// <summary>Where it comes from.</summary>
    public CompiledState State { get; }

    /// <summary>The variant; null for the control value.</summary>
    public VariantDefinition? Variant { get; }

    /// <summary>
    /// Its number among the outcomes of a flag: the environment default's from 0, then those of each override of a segment, so
    /// that what is prepared for each is found by it. Outcomes of identities' overrides have the number within their own state.
    /// </summary>
    public int Index { get; }

    /// <summary>What is served.</summary>
    public ContextValue Value => Variant?.Value ?? State.Definition.Value;

    /// <summary>The reason of a variant; null for the control value, whose reason is its state's.</summary>
    internal string? Reason { get; }
}
