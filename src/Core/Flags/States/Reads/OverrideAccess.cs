using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.Core.Flags.States.Reads;

/// <summary>A grant to act in the project of a segment override that was found by its id or its name.</summary>
/// <param name="Id">The override.</param>
/// <param name="Access">The grant.</param>
/// <param name="EnvironmentId">The environment of the override.</param>
/// <param name="FeatureId">Its flag.</param>
public sealed record OverrideAccess(int Id, ProjectAccess Access, int EnvironmentId, int FeatureId);
