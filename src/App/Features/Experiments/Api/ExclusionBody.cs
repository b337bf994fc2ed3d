namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>What is excluded from an experiment.</summary>
/// <param name="Segment">The id of a segment of the project that has no override of the flag.</param>
/// <param name="Reason">Why; at most 500 characters.</param>
internal sealed record ExclusionBody(int Segment, string? Reason);
