using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Persistence;

namespace ExperimentAdmin.Core.Access.UseCases;

/// <summary>Gives the person who asks another password. All their other sign-ins end.</summary>
public sealed class ChangePassword(UnitOfWork work, PersonManagers managers)
{
    /// <param name="Actor">Who asks, and whose account it is.</param>
    /// <param name="CurrentPassword">The one they signed in with.</param>
    /// <param name="Password">The new one.</param>
    public sealed record Command(Actor Actor, string CurrentPassword, string Password);

    /// <returns>The sign-in that goes on, with its new stamp.</returns>
    public Task<Result<PersonSession>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var errors = PersonRules.CheckPassword(command.Password).ToList();
        return errors.Count > 0
            ? Task.FromResult<Result<PersonSession>>(errors)
            : work.ForSelfAsync<PersonSession>(command.Actor, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<PersonSession>> RunAsync(Change change, Command command)
    {
        var person = await Self.FindAsync(change);
        if (person is null)
        {
            return PersonErrors.SignedOut();
        }

        using var people = managers.Over(change.Db);
        var before = PersonRecord.Of(person);
        var changed = await people.ChangePasswordAsync(person, command.CurrentPassword, command.Password);
        if (!changed.Succeeded)
        {
            return IdentityRefusals.Of(changed);
        }

        PersonRecord.Append(change, person, "password_changed", "password changed", before);
        return PersonSession.Of(person);
    }
}
