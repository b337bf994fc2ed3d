namespace ExperimentAdmin.Core.Experiments.Periods;

/// <summary>One phase of an experiment, in which nobody was dealt again.</summary>
/// <param name="Number">From 1.</param>
/// <param name="BeganAt">UTC.</param>
/// <param name="BeganBy">Who began it.</param>
/// <param name="Reason">Why; null for the first.</param>
/// <param name="EndedAt">When the next began, UTC; null for the last.</param>
public sealed record PhaseItem(int Number, DateTimeOffset BeganAt, string BeganBy, string? Reason, DateTimeOffset? EndedAt);
