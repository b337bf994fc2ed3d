using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.Core.Workspace.UseCases;

/// <summary>
/// Deletes an environment: its keys stop to work. Refused while an experiment in it is not completed, and for the last
/// environment of a project.
/// </summary>
public sealed class DeleteEnvironment(UnitOfWork work, IEnvironmentFlags flags)
{
    private static readonly Error s_last = new Error.Conflict(
        "last_environment", "This is the project's last environment. Delete the project instead, or create another environment first.");

    /// <param name="Access">Who asks; an administrator of the project.</param>
    /// <param name="EnvironmentId">The environment.</param>
    /// <param name="Confirm">The environment's name, typed.</param>
    /// <param name="ExpectedRevision">The settings' revision on the asker's screen.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, string? Confirm, int? ExpectedRevision = null);

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InProjectAsync<Done>(command.Access, Permission.Administer, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        if (change.Environments.SingleOrDefault(environment => environment.Id == command.EnvironmentId) is not { } environment)
        {
            return EnvironmentErrors.NotFound();
        }

        if (change.Environments.Count == 1)
        {
            return s_last;
        }

        if ((DeletionConfirmed.Check("environment", environment.Name, command.Confirm)
            ?? await EnvironmentRecord.CheckAsync(change, environment, command.ExpectedRevision)
            ?? await flags.WhyKeptAsync(change.Db, environment.Id, change.Cancellation)) is { } refusal)
        {
            return refusal;
        }

        var before = EnvironmentRecord.Of(environment);
        environment.DeletedAt = change.Now;
        EnvironmentRecord.Append(change, environment, "deleted", "deleted; its keys no longer work", before, after: null);
        return default(Done);
    }
}
