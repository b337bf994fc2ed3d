using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Workspace.UseCases;

/// <summary>Deletes a project with its environments. Refused while an experiment in it is not completed.</summary>
public sealed class DeleteProject(UnitOfWork work, IEnvironmentFlags flags)
{
    private static readonly Error s_notInstance = new Error.Forbidden(
        "not_instance_administrator", "Only an instance administrator can delete a project. Ask one to do it.");

    /// <param name="Access">Who asks; an instance administrator in the project.</param>
    /// <param name="Confirm">The project's name, typed.</param>
    /// <param name="ExpectedRevision">The project's revision on the asker's screen.</param>
    public sealed record Command(ProjectAccess Access, string? Confirm, int? ExpectedRevision = null);

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command.Access.IsInstanceAdministrator
            ? work.InProjectAsync<Done>(command.Access, Permission.Administer, change => RunAsync(change, command), cancellationToken)
            : Task.FromResult<Result<Done>>(s_notInstance);
    }

    private async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        if (!change.Access.IsInstanceAdministrator)
        {
            return s_notInstance;
        }

        var project = await change.Db.Set<Project>().SingleAsync(project => project.Id == command.Access.ProjectId, change.Cancellation);
        if ((DeletionConfirmed.Check("project", project.Name, command.Confirm)
            ?? await StaleRevision.CheckAsync(change, AuditKey.Project(project.Id), command.ExpectedRevision, project.Revision)) is { } refusal)
        {
            return refusal;
        }

        foreach (var environment in change.Environments)
        {
            if (await flags.WhyKeptAsync(change.Db, environment.Id, change.Cancellation) is { } kept)
            {
                return kept;
            }

            environment.DeletedAt = change.Now;
        }

        var before = ProjectRecord.Of(project);
        project.DeletedAt = change.Now;
        ProjectRecord.Append(change, project, "deleted", "deleted with its environments", before, after: null);
        return default(Done);
    }
}
