namespace ExperimentAdmin.Core.Serving.Traits;

/// <summary>
/// What the database said last of the stored traits of identities, for when it says nothing: of those that were read or written most
/// recently.
/// </summary>
/// <param name="room">How much is kept, in characters, counting every trait and identity as some more; at most twice as much is.</param>
internal sealed class RecentTraits(long room)
{
    private readonly Lock _lock = new();

    // Two halves: when the newer one is full the older one is forgotten.
    private Dictionary<IdentityKey, TraitSet> _newer = [];
    private Dictionary<IdentityKey, TraitSet> _older = [];
    private long _size;

    /// <summary>What was stored of an identity; nothing when that is not known any more.</summary>
    public TraitSet Find(IdentityKey key)
    {
        lock (_lock)
        {
            return _newer.TryGetValue(key, out var traits) || _older.TryGetValue(key, out traits) ? traits : TraitSet.None;
        }
    }

    /// <summary>Remembers what is stored of an identity.</summary>
    public void Set(IdentityKey key, TraitSet traits)
    {
        lock (_lock)
        {
            var before = _newer.TryGetValue(key, out var known) ? Size(key, known) : 0;
            if (_size - before + Size(key, traits) > room)
            {
                (_older, _newer, _size, before) = (_newer, [], 0, 0);
            }

            _newer[key] = traits;
            _size += Size(key, traits) - before;
        }
    }

    private static long Size(IdentityKey key, TraitSet traits) => PendingTraits.EntrySize + key.Identifier.Length + PendingTraits.Size(traits);
}
