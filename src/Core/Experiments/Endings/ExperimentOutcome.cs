using ExperimentAdmin.Core.Experiments.Lifecycle;

namespace ExperimentAdmin.Core.Experiments.Endings;

/// <summary>How an experiment ended.</summary>
/// <param name="Kind">What everybody got.</param>
/// <param name="VariantId">The variant that was shipped; null for the other ways.</param>
/// <param name="VariantKey">Its key then.</param>
/// <param name="Conclusion">What was learned; null while nobody said.</param>
/// <param name="Note">What people wrote about it; empty for nothing.</param>
/// <param name="EndedBy">Who ended it.</param>
/// <param name="StatusBefore">The status that it had, and gets back when the end is undone.</param>
public sealed record ExperimentOutcome(
    EndingKind Kind, int? VariantId, string? VariantKey, Conclusion? Conclusion, string Note, string EndedBy, ExperimentStatus StatusBefore)
{
    /// <summary>"big shipped to everybody".</summary>
    public string Decision => EndingText.Decision(Kind, VariantKey);

    internal static ExperimentOutcome? Of(ExperimentEnd? end) => end is null
        ? null
        : new ExperimentOutcome(end.Kind, end.VariantId, end.VariantKey, end.Conclusion, end.Note, end.EndedBy, end.StatusBefore);
}
