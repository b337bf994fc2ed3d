namespace ExperimentAdmin.Core.Serving.Loading;

/// <summary>An experiment that runs on a flag of an environment.</summary>
/// <param name="SegmentId">The system segment of its rollout; null without one.</param>
/// <param name="IsOverrideEnabled">Whether the rollout's override is there and switched on.</param>
internal sealed record RunningExperiment(int? SegmentId, bool IsOverrideEnabled);
