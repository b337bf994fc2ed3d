using System.Collections.Concurrent;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Core.Serving.Traits;

/// <summary>Changes of traits that are not written yet, by identity. Looking one up waits for nobody.</summary>
/// <param name="room">
/// How much is kept at most, in characters, counting every trait and identity as some more. Of one environment a quarter of it:
/// whoever has the key of one must not make the others wait.
/// </param>
internal sealed class PendingTraits(long room)
{
    // About what the collections need around the texts.
    internal const int EntrySize = 200;
    private const int TraitSize = 50;

    private const int SharesOfTheRoom = 4;

    private readonly ConcurrentDictionary<IdentityKey, Entry> _entries = [];
    private readonly Lock _lock = new();
    private readonly Dictionary<int, long> _sizes = [];
    private long _size;

    /// <summary>What is pending of an identity; null for nothing.</summary>
    public Entry? Find(IdentityKey key) => _entries.GetValueOrDefault(key);

    /// <summary>Traits of an identity with what was pending of them.</summary>
    public static TraitSet Apply(Entry? entry, TraitSet stored)
        => entry is null ? stored : stored.With(entry.Writing.Concat(entry.Waiting));

    /// <summary>Keeps changes of an identity's traits.</summary>
    public PendingOutcome TryAdd(IdentityKey key, IReadOnlyDictionary<string, ContextValue> changes)
    {
        lock (_lock)
        {
            var before = Find(key);
            var after = new Entry(before?.Writing ?? Entry.Nothing, Union(before?.Waiting, changes));

            // Whoever asked for this counted before others who asked at the same time were kept.
            if (Apply(after, TraitSet.None).Count > TraitRules.MostTraits)
            {
                return PendingOutcome.TooMany;
            }

            var grown = Size(key, after) - Size(key, before);
            if (_size + grown > room || _sizes.GetValueOrDefault(key.EnvironmentId) + grown > room / SharesOfTheRoom)
            {
                return PendingOutcome.NoRoom;
            }

            Replace(key, after, grown);
            return PendingOutcome.Kept;
        }
    }

    /// <summary>The identities that something is pending of.</summary>
    public IReadOnlyList<IdentityKey> Keys() => [.. _entries.Select(entry => entry.Key)];

    /// <summary>Takes what is to be written of some identities. Until <see cref="Written"/> it stays pending.</summary>
    public Dictionary<IdentityKey, IReadOnlyDictionary<string, ContextValue>> Take(IEnumerable<IdentityKey> keys)
    {
        lock (_lock)
        {
            var taken = new Dictionary<IdentityKey, IReadOnlyDictionary<string, ContextValue>>();
            foreach (var key in keys)
            {
                if (Find(key) is { } before)
                {
                    // What failed to be written before is written with what came later.
                    var after = new Entry(Union(before.Writing, before.Waiting), Entry.Nothing);
                    Replace(key, after, Size(key, after) - Size(key, before));
                    taken[key] = after.Writing;
                }
            }

            return taken;
        }
    }

    /// <summary>Forgets what was taken of identities, but not what came meanwhile.</summary>
    public void Written(IEnumerable<IdentityKey> keys)
    {
        lock (_lock)
        {
            foreach (var key in keys)
            {
                if (Find(key) is { } before)
                {
                    var after = before.Waiting.Count == 0 ? null : new Entry(Entry.Nothing, before.Waiting);
                    Replace(key, after, Size(key, after) - Size(key, before));
                }
            }
        }
    }

    private void Replace(IdentityKey key, Entry? after, long grown)
    {
        _size += grown;
        _sizes[key.EnvironmentId] = _sizes.GetValueOrDefault(key.EnvironmentId) + grown;
        if (after is null)
        {
            _ = _entries.TryRemove(key, out _);
        }
        else
        {
            _entries[key] = after;
        }
    }

    private static Dictionary<string, ContextValue> Union(
        IReadOnlyDictionary<string, ContextValue>? earlier, IReadOnlyDictionary<string, ContextValue> later)
    {
        var union = new Dictionary<string, ContextValue>(earlier ?? Entry.Nothing, StringComparer.Ordinal);
        foreach (var (key, value) in later)
        {
            union[key] = value;
        }

        return union;
    }

    private static long Size(IdentityKey key, Entry? entry)
        => entry is null ? 0 : EntrySize + key.Identifier.Length + Size(entry.Writing) + Size(entry.Waiting);

    internal static long Size(IReadOnlyDictionary<string, ContextValue> changes)
        => changes.Sum(change => (long)TraitSize + change.Key.Length + (change.Value.ToText()?.Length ?? 0));

    /// <summary>What is pending of one identity; never changes.</summary>
    /// <param name="Writing">What is being written, or failed to be.</param>
    /// <param name="Waiting">What came later.</param>
    internal sealed record Entry(IReadOnlyDictionary<string, ContextValue> Writing, IReadOnlyDictionary<string, ContextValue> Waiting)
    {
        public static IReadOnlyDictionary<string, ContextValue> Nothing { get; } = TraitSet.None;
    }
}
