using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Workspace.Reads;

namespace ExperimentAdmin.App.Shell.Frame;

/// <summary>Lets the person who looks into the project and environment that an address names.</summary>
public sealed class WorkspaceFinder(CurrentActor current, AccessGate gate, WorkspaceReads reads)
{
    public async Task<Result<Workspace>> FindAsync(string projectSlug, string environmentSlug, CancellationToken cancellationToken)
    {
        try
        {
            return await LookAsync(projectSlug, environmentSlug, cancellationToken);
        }
        catch (Exception exception) when (DatabaseAway.Of(exception) is { } away)
        {
            return away;
        }
    }

    private async Task<Result<Workspace>> LookAsync(string projectSlug, string environmentSlug, CancellationToken cancellationToken)
    {
        var admitted = await gate.AdmitAsync(await current.GetAsync(), projectSlug, cancellationToken);
        if (!admitted.TryGet(out var access, out var error))
        {
            return error;
        }

        var project = await reads.ProjectAsync(access, cancellationToken);
        var environments = await reads.EnvironmentsAsync(access, cancellationToken);
        return environments.FirstOrDefault(environment => environment.Slug == environmentSlug) is { } environment
            ? new Workspace(access, project, environment)
            : new Error.NotFound(
                "environment_not_found",
                $"{project.Name} has no environment at this address. It may have been deleted; choose another one at the top.");
    }

    /// <summary>Whether two finds of the same address differ in anything that a page shows or does.</summary>
    public static bool Differ(Workspace one, Workspace other)
        => one.Project != other.Project || one.Environment != other.Environment || one.Access.Role != other.Access.Role
            || one.Access.IsInstanceAdministrator != other.Access.IsInstanceAdministrator || one.Access.Actor != other.Access.Actor;
}
