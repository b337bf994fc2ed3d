using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.Passwords.UseCases;

/// <summary>
/// Gives the person who asks another password. All their other sign-ins end. The current one is a guess like that of a sign-in, and
/// counts as one.
/// </summary>
public sealed class ChangePassword(
    UnitOfWork work, PersonManagers managers, PasswordHashes hashes, GuessLimiter guesses, IDbContextFactory<AppDbContext> contexts)
{
    /// <param name="Actor">Who asks, and whose account it is.</param>
    /// <param name="CurrentPassword">The one they signed in with.</param>
    /// <param name="Password">The new one.</param>
    public sealed record Command(Actor Actor, string CurrentPassword, string Password)
    {
        /// <summary>Where they are.</summary>
        public Visitor From { get; init; } = Visitor.Unknown;

        /// <summary>The sign-in that goes on; null ends all of them.</summary>
        public int? Session { get; init; }
    }

    /// <returns>The person, with their new stamp.</returns>
    public async Task<Result<PersonSession>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await FindAsync(command.Actor, cancellationToken) is not { } person)
        {
            return PersonErrors.SignedOut();
        }

        var errors = PersonRules.CheckPassword(
            command.Password, new PasswordContext(person.Email, person.DisplayName, command.From.Host)).ToList();
        if (errors.Count > 0)
        {
            return errors;
        }

        if (await LookAsync(person, command, cancellationToken) is { } refused)
        {
            return refused;
        }

        return (await hashes.MakeAsync(command.Password, cancellationToken)).TryGet(out var hash, out var busy)
            ? await work.ForSelfAsync<PersonSession>(command.Actor, change => SaveAsync(change, person, hash, command.Session), cancellationToken)
            : busy;
    }

    private async Task<Person?> FindAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor is not { Kind: ActorKind.Person, Id: { } id })
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(person => person.Id == id && person.DeactivatedAt == null, cancellationToken);
    }

    private async Task<Error?> LookAsync(Person person, Command command, CancellationToken cancellationToken)
    {
        if (!guesses.Begin(managers.Normalizer.NormalizeName(person.Email!), command.From).TryGet(out var guess, out var refused))
        {
            return refused;
        }

        if (!(await hashes.CompareAsync(person.PasswordHash, command.CurrentPassword, isKnown: true, cancellationToken)).TryGet(out var verdict, out var busy))
        {
            guess.Abandon();
            return busy;
        }

        if (verdict is PasswordVerificationResult.Failed)
        {
            return guess.IsLast ? PersonErrors.LockedOut(IdentityRules.LockedFor) : PersonErrors.WrongPassword();
        }

        guess.Right();
        return null;
    }

    private async Task<Result<PersonSession>> SaveAsync(ChangeContext change, Person looked, string hash, int? session)
    {
        if (await OwnAccount.FindAsync(change) is not { } person)
        {
            return PersonErrors.SignedOut();
        }

        return person.SecurityStamp == looked.SecurityStamp
            ? await NewPassword.SetAsync(managers, change, person, hash, "password_changed", "password changed", session)
            : PersonErrors.ChangedMeanwhile();
    }
}
