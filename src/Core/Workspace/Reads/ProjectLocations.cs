namespace ExperimentAdmin.Core.Workspace.Reads;

/// <summary>A project that somebody can go to, and its environments.</summary>
/// <param name="Project">The project.</param>
/// <param name="Environments">In the order they were made; archived ones last.</param>
public sealed record ProjectLocations(ProjectInfo Project, IReadOnlyList<EnvironmentInfo> Environments);
