namespace ExperimentAdmin.Core.Access;

/// <summary>Leave to act in the project of a segment override that was found by its id.</summary>
/// <param name="Access">The leave.</param>
/// <param name="EnvironmentId">The environment of the override.</param>
/// <param name="FeatureId">Its flag.</param>
public sealed record OverrideEntry(ProjectAccess Access, int EnvironmentId, int FeatureId);
