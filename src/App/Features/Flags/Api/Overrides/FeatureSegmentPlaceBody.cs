namespace ExperimentAdmin.App.Features.Flags.Api.Overrides;

/// <summary>Where a segment override goes; the body is a list of these, all of one flag in one environment.</summary>
/// <param name="Id">The override.</param>
/// <param name="Priority">From 0, which wins; beyond the end is the last place.</param>
internal sealed record FeatureSegmentPlaceBody(int Id, int Priority);
