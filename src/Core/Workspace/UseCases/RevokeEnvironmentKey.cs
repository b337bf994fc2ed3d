using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;

namespace ExperimentAdmin.Core.Workspace.UseCases;

/// <summary>Ends a key at once.</summary>
public sealed class RevokeEnvironmentKey(UnitOfWork work)
{
    /// <param name="Access">Who asks; an administrator of the project.</param>
    /// <param name="EnvironmentId">The environment.</param>
    /// <param name="KeyId">The key to end.</param>
    /// <param name="EvenTheLast">Whether the asker was told that it is the last of its kind and means it.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, int KeyId, bool EvenTheLast = false);

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InEnvironmentAsync<Done>(
            command.Access, command.EnvironmentId, Permission.Administer, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        var usable = await EnvironmentKeyChange.UsableAsync(change);
        if (usable.Find(key => key.Id == command.KeyId) is not { } key)
        {
            return EnvironmentKeyChange.NotFound;
        }

        // A key that was replaced and ends sooner only puts the moment off at which nothing works any more.
        if (!command.EvenTheLast && !usable.Exists(other => other.Kind == key.Kind && other.Id != key.Id
            && (other.ExpiresAt is null || other.ExpiresAt >= key.ExpiresAt)))
        {
            var word = CreateEnvironmentKey.Word(key.Kind);
            return new Error.Conflict(
                "last_key",
                $"{key.Name} is the last {word} key of {change.Environment.Name} that goes on working: every SDK that uses a {word} key stops getting flags. "
                + "Create another key first, or confirm that you mean it.");
        }

        key.RevokedAt = change.Now;
        await EnvironmentKeyChange.RecordAsync(change, key, "revoked", "revoked; no longer works");
        return default(Done);
    }
}
