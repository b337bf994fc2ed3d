using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;

namespace ExperimentAdmin.Core.Workspace.UseCases;

/// <summary>
/// Makes an environment read only, or brings it back. An archived one goes on serving as it is. Refused while an
/// experiment in it is not completed.
/// </summary>
public sealed class ArchiveEnvironment(UnitOfWork work, IEnvironmentFlags flags)
{
    /// <param name="Access">Who asks; an administrator of the project.</param>
    /// <param name="EnvironmentId">The environment.</param>
    /// <param name="Archived">True archives, false brings back.</param>
    /// <param name="ExpectedRevision">The settings' revision on the asker's screen.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, bool Archived, int? ExpectedRevision = null);

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InEnvironmentAsync<Done>(
            command.Access, command.EnvironmentId, Permission.Administer, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        var environment = change.Environment;
        if (await EnvironmentRecord.CheckAsync(change, environment, command.ExpectedRevision) is { } stale)
        {
            return stale;
        }

        if (environment.ArchivedAt is not null == command.Archived)
        {
            return change.Nothing(default(Done));
        }

        if (command.Archived
            && await flags.WhyKeptAsync(change.Db, environment.Id, change.Cancellation) is { } kept)
        {
            return kept;
        }

        var before = EnvironmentRecord.Of(environment);
        environment.ArchivedAt = command.Archived ? change.Now : null;
        var (action, summary) = command.Archived ? ("archived", "archived: read only from now") : ("restored", "brought back from the archive");
        EnvironmentRecord.Append(change, environment, action, summary, before, EnvironmentRecord.Of(environment));
        return default(Done);
    }
}
