namespace ExperimentAdmin.Core.Segments;

/// <summary>A flag that serves a segment something of its own.</summary>
/// <param name="EnvironmentId">The environment.</param>
/// <param name="EnvironmentName">Its name.</param>
/// <param name="EnvironmentSlug">Its part of addresses.</param>
/// <param name="FeatureId">The flag.</param>
/// <param name="FlagName">Its name.</param>
public sealed record SegmentUse(int EnvironmentId, string EnvironmentName, string EnvironmentSlug, int FeatureId, string FlagName);
