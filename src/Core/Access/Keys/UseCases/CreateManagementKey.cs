using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.Keys.UseCases;

/// <summary>
/// Makes a key for scripts. Who may make one is an administrator of what the key is for, so that no key can do more than
/// its maker; keys make no keys, so that one that leaks ends when it is revoked.
/// </summary>
public sealed class CreateManagementKey(UnitOfWork work, TimeProvider clock)
{
    /// <summary>What every key begins with, so that a search of source code can find one.</summary>
    public const string Prefix = "eak.";

    /// <param name="Scope">Who asks, and what the key is for.</param>
    /// <param name="Name">What it is called; 1 to 100 characters.</param>
    /// <param name="Role">What it may do there; an instance key has the role in every project.</param>
    /// <param name="ExpiresAt">When it stops to work, to the second and after now; null for never.</param>
    public sealed record Command(ManagementKeyScope Scope, string? Name, Role Role, DateTimeOffset? ExpiresAt = null);

    /// <returns>The key with its text, which is never shown again.</returns>
    public Task<Result<NewManagementKey>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var errors = Check(command).ToList();
        return errors.Count > 0
            ? Task.FromResult<Result<NewManagementKey>>(errors)
            : work.ForKeysAsync(command.Scope, change => CreateAsync(change, command), cancellationToken);
    }

    private IEnumerable<Error> Check(Command command)
    {
        if (command.Scope.Actor.Kind is ActorKind.Key)
        {
            return [ManagementKeyErrors.MadeByAKey()];
        }

        var errors = LocationName.CheckNew(command.Name, "key", ManagementKey.NameMaxLength);
        errors = Enum.IsDefined(command.Role) ? errors : errors.Append(ManagementKeyErrors.RoleUnknown());
        return command.ExpiresAt <= clock.Now() ? errors.Append(ManagementKeyErrors.ExpiryPast()) : errors;
    }

    private static async Task<Result<NewManagementKey>> CreateAsync(ChangeContext change, Command command)
    {
        await Counters.LockNamesAsync(change.Db, change.Cancellation);
        var projectId = command.Scope.Project?.ProjectId;
        var others = await change.Db.Set<ManagementKey>().Where(key => key.ProjectId == projectId && key.RevokedAt == null)
            .Select(key => key.Name).ToListAsync(change.Cancellation);
        if (NameRules.WhyAlike(command.Name!, "key", others) is { } alike)
        {
            return alike;
        }

        var token = Secret.New(Prefix);
        var key = new ManagementKey
        {
            Name = command.Name!.Trim(),
            NameFolded = TextFold.Fold(command.Name!),
            Hash = Secret.Hash(token),
            Hint = Secret.Hint(token),
            ProjectId = projectId,
            Role = command.Role,
            CreatedAt = change.Now,
            CreatedBy = change.Actor.Name,
            ExpiresAt = command.ExpiresAt is { } end ? WholeSecond(end.ToUniversalTime()) : null,
        };
        _ = change.Db.Add(key);
        _ = await change.Db.SaveChangesAsync(change.Cancellation);
        ManagementKeyRecord.Append(change, key, ManagementKeyRecord.Created, $"made, as {Permissions.Name(key.Role)}", before: null);
        return new NewManagementKey(key.Id, token);
    }

    private static DateTimeOffset WholeSecond(DateTimeOffset moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond));
}
