using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.Core.Workspace.UseCases;

/// <summary>Makes another key for an environment.</summary>
public sealed class CreateEnvironmentKey(UnitOfWork work)
{
    /// <summary>How the keys of servers begin.</summary>
    public const string ServerPrefix = "ser.";

    /// <param name="Access">Who asks; an administrator of the project.</param>
    /// <param name="EnvironmentId">The environment.</param>
    /// <param name="Kind">A public client key, or a secret server key.</param>
    /// <param name="Name">What it is for; 1 to 100 characters.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, EnvironmentKeyKind Kind, string? Name);

    /// <returns>The key with its text, which for a server key is never shown again.</returns>
    public Task<Result<NewKey>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var errors = LocationName.CheckNew(command.Name, "key", EnvironmentKey.NameMaxLength).ToList();
        return errors.Count > 0
            ? Task.FromResult<Result<NewKey>>(errors)
            : work.InEnvironmentAsync<NewKey>(
                command.Access,
                command.EnvironmentId,
                Permission.Administer,
                change => CreateAsync(change, command),
                cancellationToken);
    }

    internal static string Word(EnvironmentKeyKind kind) => kind is EnvironmentKeyKind.Server ? "server" : "client";

    internal static async Task<Result<NewKey>> CreateAsync(
        ChangeContext change, EnvironmentKeyKind kind, string name, string action, string summary)
    {
        var token = Secret.New(kind is EnvironmentKeyKind.Server ? ServerPrefix : string.Empty);
        var key = EnvironmentFactory.AddKey(change, change.Environment.Id, kind, name, token);
        _ = await change.Db.SaveChangesAsync(change.Cancellation);
        await EnvironmentKeyChange.RecordAsync(change, key, action, summary);
        return new NewKey(key.Id, token);
    }

    private static async Task<Result<NewKey>> CreateAsync(ChangeContext change, Command command)
    {
        var others = (await EnvironmentKeyChange.UsableAsync(change)).ConvertAll(key => key.Name);
        return NameRules.WhyAlike(command.Name!, "key", others) is { } alike
            ? alike
            : await CreateAsync(change, command.Kind, command.Name!, action: "created", summary: $"{Word(command.Kind)} key created");
    }
}
