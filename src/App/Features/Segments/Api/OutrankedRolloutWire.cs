using ExperimentAdmin.Core.Segments;

namespace ExperimentAdmin.App.Features.Segments.Api;

/// <summary>A running experiment that loses identities to a segment, because its override comes before the rollout.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="ExperimentName">Its name.</param>
/// <param name="EnvironmentName">Its environment.</param>
/// <param name="FeatureName">Its flag.</param>
internal sealed record OutrankedRolloutWire(int Experiment, string ExperimentName, string EnvironmentName, string FeatureName)
{
    public static OutrankedRolloutWire Of(OutrankedRollout rollout)
        => new(rollout.ExperimentId, rollout.ExperimentName, rollout.EnvironmentName, rollout.FlagName);
}
