using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.Core.Workspace.Reads;

/// <summary>What every page needs to know of the environment it is in.</summary>
/// <param name="Id">The environment.</param>
/// <param name="Name">Its name.</param>
/// <param name="Slug">The second part of its addresses.</param>
/// <param name="Versioning">How it keeps flag states.</param>
/// <param name="IsProduction">Whether it is marked on every page.</param>
/// <param name="IsArchived">Whether it is read only.</param>
public sealed record EnvironmentInfo(int Id, string Name, string Slug, Versioning Versioning, bool IsProduction, bool IsArchived);
