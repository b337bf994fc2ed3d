namespace ExperimentAdmin.Core.Access.Sessions;

/// <summary>
/// A dictionary that forgets: of so many keys at most, the ones that were set longest ago go first. Whoever wants to have something
/// forgotten has to set as many other keys meanwhile, and each costs a look at a password. To be used under a lock.
/// </summary>
internal sealed class BoundedDictionary<TKey, TValue>
    where TKey : notnull
{
    /// <summary>So many are kept, and no more than twice as many.</summary>
    public const int Most = 50_000;

    // Two halves: when the newer one is full the older one is forgotten.
    private Dictionary<TKey, TValue> _newer = [];
    private Dictionary<TKey, TValue> _older = [];

    public TValue? Find(TKey key) => _newer.TryGetValue(key, out var value) || _older.TryGetValue(key, out value) ? value : default;

    public void Set(TKey key, TValue value)
    {
        if (_newer.Count >= Most && !_newer.ContainsKey(key))
        {
            (_older, _newer) = (_newer, []);
        }

        _newer[key] = value;
    }

    public void Remove(TKey key)
    {
        _ = _newer.Remove(key);
        _ = _older.Remove(key);
    }
}
