using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Workspace.Reads;

namespace ExperimentAdmin.Core.Workspace.UseCases;

/// <summary>Adds an environment to a project and gives every feature its first version there.</summary>
public sealed class CreateEnvironment(UnitOfWork work, IEnvironmentFlags flags)
{
    /// <param name="Access">Who asks; an administrator of the project.</param>
    /// <param name="Environment">What is asked for.</param>
    /// <param name="CopyFrom">
    /// The environment whose live defaults (enabled, value, allocations) the new one starts with; null starts with each
    /// feature's initial value. Overrides are not copied: they belong to experiments and decisions of the other place. So do the
    /// allocations that an experiment took from a default: the copy has those from before.
    /// </param>
    public sealed record Command(ProjectAccess Access, NewEnvironment Environment, int? CopyFrom = null);

    public Task<Result<EnvironmentInfo>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var errors = EnvironmentFactory.Check([command.Environment.Name]).ToList();
        return errors.Count > 0
            ? Task.FromResult<Result<EnvironmentInfo>>(errors)
            : work.InProjectAsync<EnvironmentInfo>(command.Access, Permission.Administer, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<EnvironmentInfo>> RunAsync(ChangeContext change, Command command)
    {
        if (new NameLook(command.Environment.Name).FindAmong(change.Environments.Select(environment => environment.Name)) is { } alike)
        {
            return NameRules.Taken("environment", alike);
        }

        if (command.CopyFrom is { } source && change.Environments.All(environment => environment.Id != source))
        {
            return new Error.Invalid("copy_unknown", "The environment to copy from is not in this project. Choose one from the list.", "copyFrom");
        }

        var environment = await EnvironmentFactory.AddAsync(change, command.Access.ProjectId, command.Environment);
        await flags.FillAsync(change, environment.Id, command.CopyFrom);
        return new EnvironmentInfo(
            environment.Id, environment.Name, environment.Slug, environment.Versioning, environment.IsProduction, IsArchived: false);
    }
}
