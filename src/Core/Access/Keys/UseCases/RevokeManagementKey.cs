using ExperimentAdmin.Core.Changes;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.Keys.UseCases;

/// <summary>Ends a key at once, for good.</summary>
public sealed class RevokeManagementKey(UnitOfWork work)
{
    /// <param name="Scope">Who asks, and where: in a project its own keys, in the instance every key.</param>
    /// <param name="KeyId">The key.</param>
    public sealed record Command(ManagementKeyScope Scope, int KeyId);

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.ForKeysAsync(command.Scope, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        var projectId = command.Scope.Project?.ProjectId;
        var key = await change.Db.Set<ManagementKey>().SingleOrDefaultAsync(
            key => key.Id == command.KeyId && key.RevokedAt == null && (projectId == null || key.ProjectId == projectId),
            change.Cancellation);
        if (key is null)
        {
            return ManagementKeyErrors.NotFound();
        }

        var before = ManagementKeyRecord.Of(key);
        (key.RevokedAt, key.RevokedBy) = (change.Now, change.Actor.Name);
        ManagementKeyRecord.Append(change, key, ManagementKeyRecord.Revoked, "revoked; no longer works", before);
        return default(Done);
    }
}
