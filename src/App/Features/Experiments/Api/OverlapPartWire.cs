namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>Something that shares people with an experiment.</summary>
/// <param name="Kind"><c>segment</c> or <c>experiment</c>.</param>
/// <param name="Id">Of the segment, or of the other experiment.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Percentage">Of the sampled identities that the rollout lets in; null when there are none.</param>
internal sealed record OverlapPartWire(string Kind, int Id, string Name, double? Percentage);
