using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People.Reads;

namespace ExperimentAdmin.App.Shell.Api.Wire;

/// <summary>What somebody is in a project.</summary>
/// <param name="Project">The project's id.</param>
/// <param name="ProjectName">Its name.</param>
/// <param name="Role"><c>viewer</c>, <c>support</c>, <c>product_manager</c> or <c>administrator</c>.</param>
internal sealed record ProjectRoleWire(int Project, string ProjectName, Role Role)
{
    public static ProjectRoleWire Of(PersonRole role) => new(role.ProjectId, role.Project, role.Role);
}
