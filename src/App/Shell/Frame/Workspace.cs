using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Workspace.Reads;

namespace ExperimentAdmin.App.Shell.Frame;

/// <summary>
/// Where somebody is: the project and environment of the address, with the grant they have there. The frame around
/// every page below <c>/{project}/{environment}/</c> cascades it, and shows no page to anybody without it.
/// </summary>
/// <param name="Access">The grant that every read and use case takes.</param>
/// <param name="Project">The project.</param>
/// <param name="Environment">The environment.</param>
public sealed record Workspace(ProjectAccess Access, ProjectInfo Project, EnvironmentInfo Environment)
{
    /// <summary>The address of a page of this environment.</summary>
    /// <param name="page">What follows project and environment, without a leading slash.</param>
    public string Href(string page = "") => $"{Project.Slug}/{Environment.Slug}/{page}".TrimEnd('/');

    /// <summary>Whether a change is one of the environment, or of what all environments of the project have.</summary>
    public bool IsTouchedBy(ChangeFeed.Committed change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.ProjectId == Project.Id && (change.EnvironmentId is null || change.EnvironmentId == Environment.Id);
    }
}
