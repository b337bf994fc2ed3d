using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.Core.Access.People.Reads;

/// <summary>What somebody is in a project.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Project">Its name.</param>
/// <param name="Role">Their role.</param>
public sealed record PersonRole(int ProjectId, string Project, Role Role);
