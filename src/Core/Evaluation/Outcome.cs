namespace ExperimentAdmin.Core.Evaluation;

/// <summary>One of the few things that a state can come to: its control value, or one of its variants.</summary>
public sealed class Outcome
{
    internal Outcome(CompiledState state, VariantDefinition? variant)
    {
        State = state;
        Variant = variant;
        Reason = variant is null ? null : $"SPLIT; weight={WeightText.Of(variant.Weight)}";
    }

    /// <summary>Where it comes from.</summary>
    public CompiledState State { get; }

    /// <summary>The variant; null for the control value.</summary>
    public VariantDefinition? Variant { get; }

    /// <summary>What is served.</summary>
    public ContextValue Value => Variant?.Value ?? State.Definition.Value;

    /// <summary>The reason of a variant; null for the control value, whose reason is its state's.</summary>
    internal string? Reason { get; }
}
