namespace ExperimentAdmin.Core.Evaluation.Compiled;

/// <summary>An answer with everything that led to it.</summary>
/// <param name="Answer">What the identity gets.</param>
/// <param name="SplitHash">Where the choice of the variant puts the identity, from 0 to below 100; null where there are no variants.</param>
/// <param name="Overrides">The overrides of segments in the order in which they win.</param>
public sealed record FlagExplanation(FlagAnswer Answer, double? SplitHash, IReadOnlyList<OverrideExplanation> Overrides);
