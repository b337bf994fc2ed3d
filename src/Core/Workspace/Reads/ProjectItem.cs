namespace ExperimentAdmin.Core.Workspace.Reads;

/// <summary>A project in the list of the instance.</summary>
/// <param name="Info">What every page knows.</param>
/// <param name="FirstEnvironment">The address part of its first environment.</param>
/// <param name="Environments">How many environments it has.</param>
/// <param name="Members">How many people have a role in it.</param>
/// <param name="CreatedAt">UTC.</param>
public sealed record ProjectItem(ProjectInfo Info, string? FirstEnvironment, int Environments, int Members, DateTimeOffset CreatedAt);
