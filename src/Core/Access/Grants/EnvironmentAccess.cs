namespace ExperimentAdmin.Core.Access.Grants;

/// <summary>A grant to act in the project of an environment that was found by its key.</summary>
/// <param name="Access">The grant.</param>
/// <param name="EnvironmentId">The environment.</param>
public sealed record EnvironmentAccess(ProjectAccess Access, int EnvironmentId);
