using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.Core.Workspace.UseCases;

/// <summary>
/// Makes an environment publish immutable versions from now on. Moves no data and changes no assignment: what is live
/// becomes the first version that never changes again.
/// </summary>
public sealed class SwitchVersioning(UnitOfWork work)
{
    private static readonly Error s_noWayBack = new Error.Conflict(
        "versioning_one_way", "This environment publishes versions already. It cannot go back: published versions are never edited in place.");

    /// <param name="Access">Who asks; an administrator of the project.</param>
    /// <param name="EnvironmentId">The environment.</param>
    /// <param name="ExpectedRevision">The settings' revision on the asker's screen.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, int? ExpectedRevision = null);

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InEnvironmentAsync<Done>(
            command.Access, command.EnvironmentId, Permission.Administer, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        var environment = change.Environment;
        if (await EnvironmentRecord.CheckAsync(change, environment, command.ExpectedRevision) is { } stale)
        {
            return stale;
        }

        if (environment.Versioning is Versioning.V2)
        {
            return s_noWayBack;
        }

        var before = EnvironmentRecord.Of(environment);
        environment.Versioning = Versioning.V2;
        EnvironmentRecord.Append(
            change, environment, "versioning_switched", "switched to published versions", before, EnvironmentRecord.Of(environment));
        return default(Done);
    }
}
