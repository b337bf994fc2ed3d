using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.UseCases;

/// <summary>
/// Checks an e-mail address and a password. An attempt counts before the password is looked at, so that many at the same
/// moment are no way round the lock; the slow look itself happens outside of any transaction.
/// </summary>
public sealed class SignIn(UnitOfWork work, PersonManagers managers)
{
    private readonly Strangers _strangers = new();
    private static readonly Person s_nobody = new() { DisplayName = "Nobody", SearchText = string.Empty, CreatedAt = default };

    // Compared with when nobody has the address, so that the time an answer takes does not tell.
    private readonly Lazy<string> _noHash = new(() => managers.Hasher.HashPassword(s_nobody, Guid.NewGuid().ToString()));

    /// <param name="Email">Who says they are there.</param>
    /// <param name="Password">What they prove it with.</param>
    public sealed record Command(string Email, string Password);

    /// <returns>The person who is signed in from now on.</returns>
    public async Task<Result<PersonSession>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var counted = await work.ForSelfAsync<Attempt>(
            Actor.System, change => CountAsync(change, command.Email.Trim()), cancellationToken);
        if (!counted.TryGet(out var attempt, out var error))
        {
            return error;
        }

        var verdict = Verify(attempt.PasswordHash, command.Password);
        if (verdict is PasswordVerificationResult.Failed)
        {
            return attempt.WasLast ? PersonErrors.LockedOut(IdentityRules.LockedFor) : PersonErrors.WrongSignIn();
        }

        var stronger = verdict is PasswordVerificationResult.SuccessRehashNeeded
            ? managers.Hasher.HashPassword(s_nobody, command.Password)
            : null;
        return await work.ForSelfAsync<PersonSession>(
            Actor.System, change => AdmitAsync(change, attempt, stronger), cancellationToken);
    }

    private async Task<Result<Attempt>> CountAsync(Change change, string email)
    {
        var name = TextRules.IsText(email) ? managers.Normalizer.NormalizeName(email) : null;
        if (name is null || name.Length > PersonRules.LongestEmail)
        {
            return change.Nothing(new Attempt(0, null, null, WasLast: false)); // Nobody can have such an address.
        }

        // One statement, which takes the row's lock: attempts at the same moment count one after the other.
        _ = await change.Db.Users.Where(person => person.NormalizedUserName == name).ExecuteUpdateAsync(
            row => row.SetProperty(person => person.AccessFailedCount, person => person.AccessFailedCount + 1), change.Cancellation);
        var person = await change.Db.Users.SingleOrDefaultAsync(person => person.NormalizedUserName == name, change.Cancellation);
        if (person is null)
        {
            var (locked, last) = _strangers.Count(name, change.Now);
            return locked is { } rest ? PersonErrors.LockedOut(rest) : change.Nothing(new Attempt(0, null, null, last));
        }

        if (person.LockoutEnd > change.Now)
        {
            return PersonErrors.LockedOut(person.LockoutEnd.Value - change.Now);
        }

        var wasLast = person.AccessFailedCount >= IdentityRules.MostAttempts;
        if (wasLast)
        {
            (person.AccessFailedCount, person.LockoutEnd) = (0, change.Now + IdentityRules.LockedFor);
        }

        return new Attempt(person.Id, person.PasswordHash, person.SecurityStamp, wasLast);
    }

    private PasswordVerificationResult Verify(string? hash, string password)
    {
        var verdict = password.Length <= IdentityRules.LongestPassword
            ? managers.Hasher.VerifyHashedPassword(s_nobody, hash ?? _noHash.Value, password)
            : PasswordVerificationResult.Failed;
        return hash is null ? PasswordVerificationResult.Failed : verdict;
    }

    private static async Task<Result<PersonSession>> AdmitAsync(Change change, Attempt attempt, string? newHash)
    {
        var person = await change.Db.Users.SingleAsync(person => person.Id == attempt.PersonId, change.Cancellation);

        // Another password changes both; another sign-in only makes the hash stronger, another link only renews the stamp.
        if (person.PasswordHash != attempt.PasswordHash && person.SecurityStamp != attempt.Stamp)
        {
            return PersonErrors.WrongSignIn();
        }

        if (person.DeactivatedAt is not null)
        {
            return PersonErrors.Deactivated();
        }

        (person.AccessFailedCount, person.LockoutEnd, person.PasswordHash) = (0, null, newHash ?? person.PasswordHash);
        return PersonSession.Of(person);
    }

    /// <param name="PersonId">Who has the address; 0 for nobody.</param>
    /// <param name="PasswordHash">What the password is looked at against.</param>
    /// <param name="Stamp">Their stamp at that moment.</param>
    /// <param name="WasLast">Whether a wrong password locks.</param>
    private sealed record Attempt(int PersonId, string? PasswordHash, string? Stamp, bool WasLast);
}
