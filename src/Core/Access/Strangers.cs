namespace ExperimentAdmin.Core.Access;

/// <summary>
/// Counts wrong passwords for addresses that nobody has, as accounts count theirs: otherwise the lock would tell which
/// addresses have an account. Kept in memory only, and of the newest addresses only.
/// </summary>
internal sealed class Strangers
{
    // Two halves: when the newer one is full the older one is forgotten.
    private const int MostInHalf = 10_000;

    private readonly Lock _lock = new();
    private Dictionary<string, Attempts> _newer = new(StringComparer.Ordinal);
    private Dictionary<string, Attempts> _older = new(StringComparer.Ordinal);

    /// <summary>Counts one attempt.</summary>
    /// <param name="name">The address as accounts are looked up by.</param>
    /// <param name="now">UTC.</param>
    /// <returns>How long the address stays locked from an earlier attempt, if it is, and whether this was the last one it had.</returns>
    public (TimeSpan? Locked, bool WasLast) Count(string name, DateTimeOffset now)
    {
        lock (_lock)
        {
            var before = _newer.GetValueOrDefault(name) ?? _older.GetValueOrDefault(name) ?? new Attempts(0, null);
            if (before.LockedUntil > now)
            {
                return (before.LockedUntil.Value - now, false);
            }

            var wasLast = before.Count + 1 >= IdentityRules.MostAttempts;
            if (_newer.Count >= MostInHalf)
            {
                (_older, _newer) = (_newer, new Dictionary<string, Attempts>(StringComparer.Ordinal));
            }

            _newer[name] = wasLast ? new Attempts(0, now + IdentityRules.LockedFor) : new Attempts(before.Count + 1, null);
            return (null, wasLast);
        }
    }

    private sealed record Attempts(int Count, DateTimeOffset? LockedUntil);
}
