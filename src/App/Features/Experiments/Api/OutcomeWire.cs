using ExperimentAdmin.Core.Experiments.Endings;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>How an experiment ended.</summary>
/// <param name="Ending"><c>variant</c>, <c>control</c> or <c>restore</c>: what everybody got.</param>
/// <param name="Variant">The id of the variant that was shipped; null for the other ways.</param>
/// <param name="VariantKey">Its key then.</param>
/// <param name="Conclusion"><c>won</c>, <c>lost</c>, <c>inconclusive</c> or <c>stopped</c>; null while nobody said.</param>
/// <param name="Note">What people wrote about it; empty for nothing.</param>
/// <param name="EndedBy">Who ended it.</param>
internal sealed record OutcomeWire(string Ending, int? Variant, string? VariantKey, string? Conclusion, string Note, string EndedBy)
{
    /// <summary>The words of the ways to end.</summary>
    public static IReadOnlyDictionary<string, EndingKind> Endings { get; } =
        Enum.GetValues<EndingKind>().ToDictionary(kind => kind.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>The words of the conclusions.</summary>
    public static IReadOnlyDictionary<string, Conclusion> Conclusions { get; } =
        Enum.GetValues<Conclusion>().ToDictionary(EndingText.Word, StringComparer.Ordinal);

    public static OutcomeWire? Of(ExperimentOutcome? outcome) => outcome is null
        ? null
        : new OutcomeWire(
            outcome.Kind.ToString().ToLowerInvariant(), outcome.VariantId, outcome.VariantKey,
            outcome.Conclusion is { } conclusion ? EndingText.Word(conclusion) : null, outcome.Note, outcome.EndedBy);
}
