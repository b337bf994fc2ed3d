using ExperimentAdmin.Core.Segments;

namespace ExperimentAdmin.App.Features.Segments.Api;

/// <summary>A flag that serves a segment something of its own.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="EnvironmentName">Its name.</param>
/// <param name="Feature">The feature.</param>
/// <param name="FeatureName">Its name.</param>
internal sealed record SegmentUseWire(int Environment, string EnvironmentName, int Feature, string FeatureName)
{
    public static SegmentUseWire Of(SegmentUse use) => new(use.EnvironmentId, use.EnvironmentName, use.FeatureId, use.FlagName);
}
