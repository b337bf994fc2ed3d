namespace ExperimentAdmin.Core.Segments;

/// <summary>A running experiment whose rollout a segment's override comes before.</summary>
/// <param name="ExperimentId">The experiment.</param>
/// <param name="ExperimentName">Its name.</param>
/// <param name="EnvironmentName">Its environment.</param>
/// <param name="EnvironmentSlug">The environment's part of addresses.</param>
/// <param name="FlagName">Its flag.</param>
public sealed record OutrankedRollout(
    int ExperimentId, string ExperimentName, string EnvironmentName, string EnvironmentSlug, string FlagName);
