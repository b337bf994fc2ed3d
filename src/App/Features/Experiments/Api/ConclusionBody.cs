namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>What was learned of an experiment; what is left out stays as it is.</summary>
/// <param name="Conclusion"><c>won</c>, <c>lost</c>, <c>inconclusive</c> or <c>stopped</c>.</param>
/// <param name="Note">What people should know of it, empty for nothing; at most 10,000 characters.</param>
internal sealed record ConclusionBody(string? Conclusion, string? Note);
