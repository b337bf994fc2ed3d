using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.Passwords.UseCases;

/// <summary>Sets the password of whoever holds a link for it, and signs them in. All their sign-ins from before end.</summary>
public sealed class SetPassword(
    UnitOfWork work, PersonManagers managers, PasswordHashes hashes, GuessLimiter guesses, IDbContextFactory<AppDbContext> contexts)
{
    /// <param name="Link">What an administrator handed over.</param>
    /// <param name="Password">The new password.</param>
    public sealed record Command(PasswordLink Link, string? Password)
    {
        /// <summary>Where they are.</summary>
        public Visitor From { get; init; } = Visitor.Unknown;
    }

    public async Task<Result<PersonSession>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!(await FindAsync(command.Link, command.From, cancellationToken)).TryGet(out var person, out var refused))
        {
            return refused;
        }

        var errors = PersonRules.CheckPassword(command.Password, new PasswordContext(person.Email, person.Name, command.From.Host)).ToList();
        if (errors.Count > 0)
        {
            return errors;
        }

        if (!(await hashes.MakeAsync(command.Password!, cancellationToken)).TryGet(out var hash, out var busy))
        {
            return busy;
        }

        var set = await work.ForSelfAsync<PersonSession>(
            Actor.Person(person.Id, person.Name), change => SaveAsync(change, command.Link, hash), cancellationToken);
        if (set.IsOk)
        {
            guesses.Admit(managers.Normalizer.NormalizeName(person.Email), command.From);
        }

        return set;
    }

    /// <summary>Who a link is for, or why it cannot be used.</summary>
    /// <param name="link">What somebody shows.</param>
    /// <param name="from">Where they are.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<Result<PersonSession>> FindAsync(PasswordLink link, Visitor from, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(from);
        if (!guesses.BeginLink(from).TryGet(out var guess, out var refused))
        {
            return refused;
        }

        var found = await DatabaseFault.RefuseAsync(() => FindAsync(link, cancellationToken));
        if (found.IsOk)
        {
            guess.Right();
        }
        else if (found.Error is Error.Unavailable)
        {
            guess.Abandon();
        }

        return found;
    }

    private async Task<Result<PersonSession>> FindAsync(PasswordLink link, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var person = await db.Set<Person>().SingleOrDefaultAsync(
            person => person.Id == link.PersonId && person.DeactivatedAt == null, cancellationToken);
        return person is not null && await IsGoodAsync(db, person, link) ? PersonSession.Of(person) : PersonErrors.LinkUsedUp();
    }

    // The link is good for the stamp that it was made with, so that it is also good for nothing that changed meanwhile.
    private async Task<Result<PersonSession>> SaveAsync(ChangeContext change, PasswordLink link, string hash)
        => await OwnAccount.FindAsync(change) is { } person && await IsGoodAsync(change.Db, person, link)
            ? await NewPassword.SetAsync(managers, change, person, hash, "password_set", "password set by link")
            : PersonErrors.LinkUsedUp();

    private async Task<bool> IsGoodAsync(AppDbContext db, Person person, PasswordLink link)
    {
        using var people = managers.Over(db);
        return await people.VerifyUserTokenAsync(
            person, people.Options.Tokens.PasswordResetTokenProvider, PersonManagers.ResetPurpose, link.Token);
    }
}
