namespace ExperimentAdmin.Core.Workspace.Reads;

/// <summary>What every page needs to know of the project it is in.</summary>
/// <param name="Id">The project.</param>
/// <param name="Name">Its name.</param>
/// <param name="Slug">The first part of its addresses.</param>
public sealed record ProjectInfo(int Id, string Name, string Slug);
