using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.Core.Workspace.UseCases;

/// <summary>An environment that is asked for.</summary>
/// <param name="Name">1 to 255 characters, unique in the project.</param>
/// <param name="Versioning">How it keeps flag states; can go from v1 to v2 later, never back.</param>
/// <param name="IsProduction">Whether it is marked on every page.</param>
public sealed record NewEnvironment(string Name, Versioning Versioning, bool IsProduction);
