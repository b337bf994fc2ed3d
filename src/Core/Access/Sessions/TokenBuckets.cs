namespace ExperimentAdmin.Core.Access.Sessions;

/// <summary>
/// So many a window for each key, all at once or one after the other: what is used up grows back evenly. To be used under a lock.
/// </summary>
internal sealed class TokenBuckets<TKey>(int most, TimeSpan window)
    where TKey : notnull
{
    private readonly TimeSpan _each = window / most;

    // Until when a key would have to wait to have everything back.
    private readonly BoundedDictionary<TKey, DateTimeOffset> _whole = new();

    /// <summary>Takes one.</summary>
    /// <returns>How long to wait when nothing is left; null when there was one.</returns>
    public TimeSpan? Take(TKey key, DateTimeOffset now)
    {
        var known = _whole.Find(key);
        var next = (known > now ? known : now) + _each;
        if (next - now > window)
        {
            return next - now - window;
        }

        _whole.Set(key, next);
        return null;
    }

    /// <summary>Gives one back that was not used.</summary>
    public void GiveBack(TKey key, DateTimeOffset now)
    {
        var known = _whole.Find(key);
        if (known - now > _each)
        {
            _whole.Set(key, known - _each);
        }
        else
        {
            _whole.Remove(key);
        }
    }
}
