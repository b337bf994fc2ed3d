using ExperimentAdmin.Core.Access.Passwords;
using ExperimentAdmin.Core.Access.People;

namespace ExperimentAdmin.Core.Access.Sessions;

/// <summary>
/// Bounds how often passwords and links are guessed. Everything counts by the name that somebody gives, whether or not anybody has
/// it, so that nobody learns who has an account. It is kept in memory, by each process for itself, and never in the database: wrong
/// passwords make nobody's change wait.
/// </summary>
/// <remarks>
/// A guess counts as wrong before it is looked at, so that many at the same moment are no way round; see <see cref="Guess"/>. An account
/// is locked only for the address that guesses, so that a stranger shuts out nobody; many addresses together are held to what
/// an account bears, except those where its owner signed in lately. The browsers of its owner, wherever they are, have as much of their own.
/// </remarks>
public sealed class GuessLimiter(SignInOptions options, TimeProvider clock)
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_lately = TimeSpan.FromDays(30);

    private readonly Lock _lock = new();
    private readonly TokenBuckets<string> _attempts = new(options.AttemptsPerMinuteAndAddress, s_minute);
    private readonly TokenBuckets<string> _failures = new(options.FailuresPerMinuteAndAddress, s_minute);
    private readonly TokenBuckets<string> _ofAccount = new(options.FailuresPerHourAndAccount, TimeSpan.FromHours(1));
    private readonly TokenBuckets<string> _ofOwner = new(options.FailuresPerHourAndAccount, TimeSpan.FromHours(1));
    private readonly BoundedDictionary<(string Account, string Network), Streak> _streaks = new();
    private readonly BoundedDictionary<(string Account, string Network), DateTimeOffset> _signedIn = new();

    /// <summary>Counts a password that is about to be looked at.</summary>
    /// <param name="account">The name that accounts are looked up by.</param>
    /// <param name="from">Where it comes from.</param>
    /// <returns>The guess, or the refusal to look at it.</returns>
    internal Result<Guess> Begin(string account, Visitor from)
    {
        var now = clock.Now();
        var (network, pair) = (from.Network, (account, from.Network));
        lock (_lock)
        {
            if (_attempts.Take(network, now) is { } tooFast)
            {
                return PersonErrors.TooManyAttempts(tooFast);
            }

            var streak = _streaks.Find(pair);
            if (streak?.LockedUntil > now)
            {
                return PersonErrors.LockedOut(streak.LockedUntil.Value - now);
            }

            if (_failures.Take(network, now) is { } tooMany)
            {
                return PersonErrors.TooManyAttempts(tooMany);
            }

            var isLately = _signedIn.Find(pair) + s_lately > now;
            var isOwner = string.Equals(from.KnownAccount, account, StringComparison.OrdinalIgnoreCase);
            var bears = isLately ? null : isOwner ? _ofOwner : _ofAccount;
            if (bears?.Take(account, now) is { } guessed)
            {
                _failures.GiveBack(network, now);
                return PersonErrors.GuessedFromManyPlaces(guessed);
            }

            var count = streak is not null && streak.At + IdentityRules.LockedFor > now ? streak.Count + 1 : 1;
            var isLast = count >= IdentityRules.MostAttempts;
            _streaks.Set(pair, isLast ? new Streak(0, now, now + IdentityRules.LockedFor) : new Streak(count, now, null));
            return new Guess(this, account, network, bears, IsKnown: isLately || isOwner, isLast);
        }
    }

    /// <summary>Counts a link that is about to be looked at.</summary>
    /// <param name="from">Where it comes from.</param>
    /// <returns>The guess, or the refusal to look at it.</returns>
    internal Result<Guess> BeginLink(Visitor from)
    {
        lock (_lock)
        {
            return _failures.Take(from.Network, clock.Now()) is { } wait
                ? PersonErrors.TooManyAttempts(wait)
                : new Guess(this, Account: null, from.Network, Bears: null, IsKnown: false, IsLast: false);
        }
    }

    /// <summary>Forgets wrong passwords: somebody proved otherwise that the account is theirs.</summary>
    /// <param name="account">The name that accounts are looked up by.</param>
    /// <param name="from">Where they are.</param>
    internal void Admit(string account, Visitor from) => Admit((account, from.Network));

    private void Admit((string Account, string Network) pair)
    {
        lock (_lock)
        {
            _streaks.Remove(pair);
            _signedIn.Set(pair, clock.Now());
        }
    }

    private void GiveBack(Guess guess)
    {
        var now = clock.Now();
        lock (_lock)
        {
            _failures.GiveBack(guess.Network, now);
            if (guess is { Bears: { } bears, Account: { } account })
            {
                bears.GiveBack(account, now);
            }
        }
    }

    // As if it had not begun.
    private void Unlock((string Account, string Network) pair, bool wasLast)
    {
        lock (_lock)
        {
            if (_streaks.Find(pair) is { } streak)
            {
                _streaks.Set(pair, new Streak(wasLast ? IdentityRules.MostAttempts - 1 : Math.Max(0, streak.Count - 1), streak.At, null));
            }
        }
    }

    /// <summary>One guess. It stays counted as a wrong one unless it is said to be otherwise.</summary>
    /// <param name="GuessLimiter">What counts it.</param>
    /// <param name="Account">Whose password it is; null for a link.</param>
    /// <param name="Network">Where it comes from.</param>
    /// <param name="Bears">What an account bears from everywhere, if it counts among that.</param>
    /// <param name="IsKnown">Whether it seems to come from the owner of the account.</param>
    /// <param name="IsLast">Whether the account is locked if it is wrong.</param>
    internal sealed record Guess(GuessLimiter GuessLimiter, string? Account, string Network, TokenBuckets<string>? Bears, bool IsKnown, bool IsLast)
    {
        /// <summary>It was right.</summary>
        public void Right()
        {
            GuessLimiter.GiveBack(this);
            if (Account is not null)
            {
                GuessLimiter.Admit((Account, Network));
            }
        }

        /// <summary>It was not looked at.</summary>
        public void Abandon()
        {
            GuessLimiter.GiveBack(this);
            if (Account is not null)
            {
                GuessLimiter.Unlock((Account, Network), IsLast);
            }
        }
    }

    /// <summary>Wrong passwords in a row.</summary>
    /// <param name="Count">How many; 0 when the last one locked.</param>
    /// <param name="At">When the newest came, UTC.</param>
    /// <param name="LockedUntil">UTC; null when it is not locked.</param>
    private sealed record Streak(int Count, DateTimeOffset At, DateTimeOffset? LockedUntil);
}
