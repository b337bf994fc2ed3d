namespace ExperimentAdmin.Core.Flags;

/// <summary>An experiment as its flag sees it.</summary>
/// <param name="Id">The experiment.</param>
/// <param name="EnvironmentId">Where it runs.</param>
/// <param name="FeatureId">Its flag.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Its status as people read it: "draft", "running", "paused", "completed".</param>
/// <param name="IsActive">Whether it holds the flag: neither completed nor deleted.</param>
/// <param name="Freezes">Whether nobody may edit the flag in its environment, nor the flag's variants anywhere.</param>
/// <param name="SegmentId">The system segment whose override is its rollout; null without one.</param>
public sealed record FlagExperiment(
    int Id, int EnvironmentId, int FeatureId, string Name, string Status, bool IsActive, bool Freezes, int? SegmentId);
