namespace ExperimentAdmin.Core.Access.Grants;

/// <summary>Leave to act in the project of an environment that was found by its key.</summary>
/// <param name="Access">The leave.</param>
/// <param name="EnvironmentId">The environment.</param>
public sealed record EnvironmentEntry(ProjectAccess Access, int EnvironmentId);
