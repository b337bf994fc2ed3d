namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>One phase of an experiment, in which nobody was dealt again.</summary>
/// <param name="Number">From 1.</param>
/// <param name="BeganAt">UTC.</param>
/// <param name="BeganBy">Who began it.</param>
/// <param name="Reason">Why; null for the first.</param>
/// <param name="EndedAt">UTC; when the next began, null for the last.</param>
internal sealed record PhaseWire(int Number, DateTimeOffset BeganAt, string BeganBy, string? Reason, DateTimeOffset? EndedAt);
