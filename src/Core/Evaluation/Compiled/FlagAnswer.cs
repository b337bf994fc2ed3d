using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Core.Evaluation.Compiled;

/// <summary>What an identity gets of one flag, and why.</summary>
public readonly record struct FlagAnswer
{
    private const string DefaultReason = "DEFAULT";
    private const string IdentityReason = "TARGETING_MATCH; segment=identity_overrides";

    private readonly bool _hasVariant;

    internal FlagAnswer(Outcome outcome, AnswerSource source, CompiledSegment? segment, bool hasVariant)
        => (Outcome, Source, Segment, _hasVariant) = (outcome, source, segment, hasVariant);

    /// <summary>What was chosen, and the state that it was chosen from.</summary>
    public Outcome Outcome { get; }

    /// <summary>Which kind of state won.</summary>
    public AnswerSource Source { get; }

    /// <summary>The segment whose override won; null when none did.</summary>
    public CompiledSegment? Segment { get; }

    /// <summary>Whether the flag is enabled for the identity.</summary>
    public bool Enabled => Outcome.State.Definition.Enabled;

    /// <summary>The value served.</summary>
    public ContextValue Value => Outcome.Value;

    /// <summary>The key of the variant; <c>control</c> for the remainder; null without variants, without identity, and for a variant without a key.</summary>
    public string? VariantKey => !_hasVariant ? null : Outcome.Variant is { } variant ? variant.Key : ControlKey;

    /// <summary>Why, in the words of the engines: <c>DEFAULT</c>, <c>TARGETING_MATCH; segment=Staff</c>, <c>SPLIT; weight=60</c>.</summary>
    public string Reason => Outcome.Reason ?? Source switch
    {
        AnswerSource.Identity => IdentityReason,
        AnswerSource.Segment => Segment!.Reason,
        _ => DefaultReason,
    };

    /// <summary>The key that answers carry for the flag's own value.</summary>
    internal const string ControlKey = "control";
}
