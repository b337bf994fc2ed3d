using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Workspace.UseCases;

/// <summary>Changes an environment's name and how it serves SDKs. Its addresses and its hash key stay.</summary>
public sealed class EditEnvironment(UnitOfWork work)
{
    /// <param name="Access">Who asks; an administrator of the project.</param>
    /// <param name="EnvironmentId">The environment.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId)
    {
        /// <summary>1 to 255 characters, unique in the project.</summary>
        public required string Name { get; init; }

        /// <summary>Whether it is marked on every page.</summary>
        public required bool IsProduction { get; init; }

        /// <summary>Leaves disabled flags out of answers; null follows the project.</summary>
        public bool? HideDisabledFlags { get; init; }

        /// <summary>Leaves ids, descriptions and stored traits out of answers.</summary>
        public required bool HideSensitiveData { get; init; }

        /// <summary>Whether traits that come with a client key are used and stored.</summary>
        public required bool AllowClientTraits { get; init; }

        /// <summary>Origins whose browsers may ask, one a line; empty allows any.</summary>
        public string? AllowedOrigins { get; init; }

        /// <summary>The revision on the asker's screen.</summary>
        public int? ExpectedRevision { get; init; }
    }

    /// <returns>The settings' revision now.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var origins = AllowedOrigins.Parse(command.AllowedOrigins);
        var errors = LocationName.Check(command.Name, "environment", ProjectEnvironment.NameMaxLength).Concat(origins.Errors).ToList();
        return errors.Count > 0
            ? Task.FromResult<Result<int>>(errors)
            : work.InEnvironmentAmongOthersAsync<int>(
                command.Access, command.EnvironmentId, Permission.Administer, change => RunAsync(change, command, origins.Value), cancellationToken);
    }

    private static async Task<Result<int>> RunAsync(ChangeContext change, Command command, string origins)
    {
        var environment = change.Environment;
        if (await EnvironmentRecord.CheckAsync(change, environment, command.ExpectedRevision) is { } stale)
        {
            return stale;
        }

        var name = command.Name.Trim();
        if (name != environment.Name && (NameRules.WhyUnclear(name) ?? await WhyTakenAsync(change, environment, name)) is { } refused)
        {
            return refused;
        }

        var before = EnvironmentRecord.Of(environment);
        (environment.Name, environment.IsProduction, environment.HideDisabledFlags) = (name, command.IsProduction, command.HideDisabledFlags);
        (environment.HideSensitiveData, environment.AllowClientTraits, environment.AllowedOrigins) =
            (command.HideSensitiveData, command.AllowClientTraits, origins);
        var after = EnvironmentRecord.Of(environment);
        if (before == after)
        {
            return change.Nothing<int>(environment.SettingsRevision);
        }

        EnvironmentRecord.Append(change, environment, "edited", string.Join("; ", EnvironmentRecord.Changes(before, after)), before, after);
        return environment.SettingsRevision;
    }

    private static async Task<Error?> WhyTakenAsync(ChangeContext change, ProjectEnvironment environment, string name)
    {
        var others = await change.Db.Set<ProjectEnvironment>()
            .Where(other => other.ProjectId == environment.ProjectId && other.DeletedAt == null && other.Id != environment.Id)
            .Select(other => other.Name).ToListAsync(change.Cancellation);
        return new NameLook(name).FindAmong(others) is { } alike ? NameRules.Taken("environment", alike) : null;
    }
}
