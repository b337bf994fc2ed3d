using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.UseCases;

/// <summary>Sets the password of whoever holds a link for it, and signs them in.</summary>
public sealed class SetPassword(UnitOfWork work, PersonManagers managers, IDbContextFactory<AppDbContext> contexts)
{
    /// <param name="Link">What an administrator handed over.</param>
    /// <param name="Password">The new password.</param>
    public sealed record Command(PasswordLink Link, string? Password);

    public async Task<Result<PersonSession>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var errors = PersonRules.CheckPassword(command.Password).ToList();
        if (errors.Count > 0)
        {
            return errors;
        }

        return await FindAsync(command.Link, cancellationToken) is { } person
            ? await work.ForSelfAsync<PersonSession>(
                Actor.Person(person.Id, person.Name), change => RunAsync(change, command), cancellationToken)
            : PersonErrors.LinkUsedUp();
    }

    /// <summary>Who a link is for; null when it cannot be used.</summary>
    public async Task<PersonSession?> FindAsync(PasswordLink link, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(link);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        using var people = managers.Over(db);
        var person = await db.Users.SingleOrDefaultAsync(
            person => person.Id == link.PersonId && person.DeactivatedAt == null, cancellationToken);
        return person is not null && await people.VerifyUserTokenAsync(
            person, people.Options.Tokens.PasswordResetTokenProvider, PersonManagers.ResetPurpose, link.Token)
            ? PersonSession.Of(person)
            : null;
    }

    private async Task<Result<PersonSession>> RunAsync(Change change, Command command)
    {
        if (await Self.FindAsync(change) is not { } person)
        {
            return PersonErrors.LinkUsedUp();
        }

        using var people = managers.Over(change.Db);
        var before = PersonRecord.Of(person);
        var set = await people.ResetPasswordAsync(person, command.Link.Token, command.Password!);
        if (!set.Succeeded)
        {
            return IdentityRefusals.Of(set);
        }

        (person.AccessFailedCount, person.LockoutEnd) = (0, null);
        PersonRecord.Append(change, person, "password_set", "password set by link", before);
        return PersonSession.Of(person);
    }
}
