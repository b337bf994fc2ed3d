using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Persistence;

namespace ExperimentAdmin.Core.Access.UseCases;

/// <summary>
/// Makes a link by which somebody sets a new password: for those who forgot theirs, or whose invitation got too old. It
/// takes the place of links that were made before, and ends every sign-in of the person.
/// </summary>
public sealed class CreatePasswordLink(UnitOfWork work, PersonManagers managers)
{
    /// <param name="Access">Who asks; an instance administrator.</param>
    /// <param name="PersonId">Who the link is for.</param>
    public sealed record Command(InstanceAccess Access, int PersonId);

    public Task<Result<PasswordLink>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InInstanceAsync<PasswordLink>(command.Access, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<PasswordLink>> RunAsync(Change change, Command command)
    {
        if (!(await PersonChange.FindAsync(change, command.PersonId, expectedRevision: null)).TryGet(out var person, out var error))
        {
            return error;
        }

        if (person.DeactivatedAt is not null)
        {
            return PersonErrors.NoLinkWhileDeactivated(person.DisplayName);
        }

        using var people = managers.Over(change.Db);
        var replaced = await people.UpdateSecurityStampAsync(person);
        if (!replaced.Succeeded)
        {
            return IdentityRefusals.Of(replaced);
        }

        _ = await SessionRows.EndAsync(change, person);
        PersonRecord.Append(change, person, "link_made", "link for a new password made", PersonRecord.Of(person));
        return new PasswordLink(person.Id, await people.GeneratePasswordResetTokenAsync(person));
    }
}
