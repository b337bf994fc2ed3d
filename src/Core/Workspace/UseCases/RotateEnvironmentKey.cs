using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;

namespace ExperimentAdmin.Core.Workspace.UseCases;

/// <summary>Makes a key that takes the place of another; the old one works for a while, so that nothing goes dark.</summary>
public sealed class RotateEnvironmentKey(UnitOfWork work)
{
    /// <summary>The longest that an old key goes on working.</summary>
    public static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(90);

    /// <param name="Access">Who asks; an administrator of the project.</param>
    /// <param name="EnvironmentId">The environment.</param>
    /// <param name="KeyId">The key to replace.</param>
    /// <param name="Overlap">How long the old key goes on working; 0 to 90 days, and never longer than it was to work anyway.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, int KeyId, TimeSpan Overlap);

    /// <returns>The new key with its text, which for a server key is never shown again.</returns>
    public Task<Result<NewKey>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command.Overlap < TimeSpan.Zero || command.Overlap > LongestOverlap
            ? Task.FromResult<Result<NewKey>>(new Error.Invalid(
                "overlap_out_of_range", $"The old key can go on working for at most {LongestOverlap.Days} days.", "overlap"))
            : work.InEnvironmentAsync<NewKey>(
                command.Access, command.EnvironmentId, Permission.Administer, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<NewKey>> RunAsync(ChangeContext change, Command command)
    {
        if ((await EnvironmentKeyChange.UsableAsync(change)).Find(key => key.Id == command.KeyId) is not { } old)
        {
            return EnvironmentKeyChange.NotFound;
        }

        var end = change.Now + command.Overlap;
        old.ExpiresAt = old.ExpiresAt < end ? old.ExpiresAt : end;
        await EnvironmentKeyChange.RecordAsync(
            change, old, "replaced", command.Overlap == TimeSpan.Zero ? "replaced; no longer works" : $"replaced; works until {old.ExpiresAt:yyyy-MM-dd HH:mm} UTC");
        return await CreateEnvironmentKey.CreateAsync(
            change, old.Kind, old.Name, "rotated", $"{CreateEnvironmentKey.Word(old.Kind)} key rotated");
    }
}
