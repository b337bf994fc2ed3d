using ExperimentAdmin.Core.Access.Domain;

namespace ExperimentAdmin.Core.Access.Reads;

/// <summary>What somebody is in a project.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Role">Their role.</param>
public sealed record PersonRole(string Project, Role Role);
