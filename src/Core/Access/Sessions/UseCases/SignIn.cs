using ExperimentAdmin.Core.Access.Passwords;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.Sessions.UseCases;

/// <summary>
/// Checks an e-mail address and a password. An attempt counts before the password is looked at, so that many at the same
/// moment are no way round the lock; the slow look itself happens outside of any transaction. Whether anybody has the address
/// shows neither in the answer nor in the time that it takes.
/// </summary>
public sealed class SignIn(
    UnitOfWork work, PersonManagers managers, PasswordHashes hashes, GuessLimiter guesses, IDbContextFactory<AppDbContext> contexts)
{
    /// <param name="Email">Who says they are there.</param>
    /// <param name="Password">What they prove it with.</param>
    public sealed record Command(string Email, string Password)
    {
        /// <summary>Where they are.</summary>
        public Visitor From { get; init; } = Visitor.Unknown;
    }

    /// <returns>The person who is signed in from now on.</returns>
    public async Task<Result<PersonSession>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var name = NameOf(command.Email.Trim());
        if (!guesses.Begin(name ?? string.Empty, command.From).TryGet(out var guess, out var refused))
        {
            return refused;
        }

        if (!(await DatabaseFault.RefuseAsync<Attempt?>(async () => await FindAsync(name, cancellationToken))).TryGet(out var attempt, out var away))
        {
            guess.Abandon();
            return away;
        }

        if (!(await hashes.CompareAsync(attempt?.PasswordHash, command.Password, guess.IsKnown, cancellationToken)).TryGet(out var verdict, out var busy))
        {
            guess.Abandon();
            return busy;
        }

        if (attempt is null || verdict is PasswordVerificationResult.Failed)
        {
            return guess.IsLast ? PersonErrors.LockedOut(IdentityRules.LockedFor) : PersonErrors.WrongSignIn();
        }

        // When too many wait for theirs, the hash becomes stronger another time.
        var stronger = verdict is PasswordVerificationResult.SuccessRehashNeeded
            ? (await hashes.MakeAsync(command.Password, cancellationToken)).Match(hash => hash, _ => null!)
            : null;
        var admitted = await work.ForSelfAsync<PersonSession>(
            Actor.System, change => AdmitAsync(change, attempt, stronger), cancellationToken);
        if (admitted.IsOk)
        {
            guess.Right();
        }
        else if (admitted.Error is Error.Unavailable)
        {
            guess.Abandon(); // The password was right.
        }

        return admitted;
    }

    // Null: nobody can have such an address.
    private string? NameOf(string email)
        => PersonRules.IsPossible(email) ? managers.Normalizer.NormalizeName(email) : null;

    private async Task<Attempt?> FindAsync(string? name, CancellationToken cancellationToken)
    {
        if (name is null)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<Person>().Where(person => person.NormalizedUserName == name)
            .Select(person => new Attempt(person.Id, person.PasswordHash, person.SecurityStamp))
            .SingleOrDefaultAsync(cancellationToken);
    }

    private static async Task<Result<PersonSession>> AdmitAsync(ChangeContext change, Attempt attempt, string? newHash)
    {
        var person = await change.Db.Set<Person>().SingleAsync(person => person.Id == attempt.PersonId, change.Cancellation);

        // Another password changes both; another sign-in only makes the hash stronger, another link only renews the stamp.
        if (person.PasswordHash != attempt.PasswordHash && person.SecurityStamp != attempt.Stamp)
        {
            return PersonErrors.WrongSignIn();
        }

        if (person.DeactivatedAt is not null)
        {
            return PersonErrors.Deactivated();
        }

        person.PasswordHash = newHash ?? person.PasswordHash;
        return PersonSession.Of(person);
    }

    /// <param name="PersonId">Who has the address.</param>
    /// <param name="PasswordHash">What the password is looked at against.</param>
    /// <param name="Stamp">Their stamp at that moment.</param>
    private sealed record Attempt(int PersonId, string? PasswordHash, string? Stamp);
}
