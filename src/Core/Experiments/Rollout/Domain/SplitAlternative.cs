namespace ExperimentAdmin.Core.Experiments.Rollout.Domain;

/// <summary>Another rollout that comes near to one that was asked for and moves fewer people between arms.</summary>
/// <param name="Kind">What it keeps.</param>
/// <param name="Percentage">How many of everyone enter.</param>
/// <param name="Variants">The share of each variant, of the enrolled, in ordinal order.</param>
/// <param name="Switched">How many of <see cref="Evaluation.Forecast.AssignmentChange.Everyone"/> stay inside and get another arm.</param>
public sealed record SplitAlternative(SplitAlternativeKind Kind, BasisPoints Percentage, IReadOnlyList<BasisPoints> Variants, long Switched);
