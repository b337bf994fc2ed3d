using System.Collections.Concurrent;
using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Serving.Loading;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.UseCases;

namespace ExperimentAdmin.Core.Serving;

/// <summary>What every environment serves now, by id and by key. Looking up touches no database and waits for nobody.</summary>
public sealed class ServedEnvironments(TimeProvider clock)
{
    private readonly ConcurrentDictionary<int, Slot> _slots = [];
    private readonly ConcurrentDictionary<string, KeyEntry> _clientKeys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, KeyEntry> _serverKeys = new(StringComparer.Ordinal);

    // Changes of what is served are seldom, and what a key finds must be what its environment serves.
    private readonly Lock _swapping = new();

    // Of server keys that opened something once, so that the next request need not hash them again; none that opens nothing any more.
    private readonly ConcurrentDictionary<string, string> _hashes = new(StringComparer.Ordinal);
    private volatile bool _isIncomplete;

    /// <summary>
    /// Whether there is an environment of which nothing could be loaded yet, or may be: what is not found here may then be one of
    /// its keys.
    /// </summary>
    public bool IsIncomplete
    {
        get => _isIncomplete;
        internal set => _isIncomplete = value;
    }

    /// <summary>What an environment serves now; null before it was loaded, and once it is gone.</summary>
    public ServedEnvironment? Find(int environmentId) => _slots.GetValueOrDefault(environmentId)?.Current?.Environment;

    /// <summary>What a key opens; null for an unknown, revoked or expired one.</summary>
    public ServedKey? Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var isServer = key.StartsWith(CreateEnvironmentKey.ServerPrefix, StringComparison.Ordinal);
        var found = isServer ? FindServerKey(key) : _clientKeys.GetValueOrDefault(key);
        return found is { Slot.Current.Environment: { } environment } && (found.ExpiresAt is not { } end || end > clock.Now())
            ? new ServedKey(environment, found.Kind, found.Id)
            : null;
    }

    /// <summary>Whether any environment lets browsers ask from an origin: what is answered as long as the key is not known.</summary>
    public bool AnyAllowsOrigin(string origin) => _slots.Any(slot => slot.Value.Current?.Environment.AllowsOrigin(origin) == true);

    /// <summary>What was loaded of an environment; null before it was.</summary>
    internal LoadedEnvironment? Loaded(int environmentId) => _slots.GetValueOrDefault(environmentId)?.Current;

    /// <summary>All environments that are served, by id.</summary>
    internal IReadOnlyList<LoadedEnvironment> All() => [.. _slots.OrderBy(slot => slot.Key).Select(slot => slot.Value.Current).OfType<LoadedEnvironment>()];

    /// <summary>Swaps an environment in, unless a later revision of it is already served.</summary>
    internal void Swap(LoadedEnvironment loaded)
    {
        lock (_swapping)
        {
            var slot = _slots.GetOrAdd(loaded.Environment.Id, _ => new Slot());
            if (slot.Current is { } current && current.Environment.Revision >= loaded.Environment.Revision)
            {
                return;
            }

            var before = slot.Current?.Keys ?? [];
            slot.Current = loaded;
            foreach (var key in loaded.Keys)
            {
                Index(key.Kind)[Name(key)] = new KeyEntry(slot, key.Id, key.Kind, key.ExpiresAt);
            }

            Forget(before.ExceptBy(loaded.Keys.Select(key => key.Hash), key => key.Hash, StringComparer.Ordinal));
        }
    }

    /// <summary>Stops serving an environment that is gone.</summary>
    internal void Remove(int environmentId)
    {
        lock (_swapping)
        {
            if (_slots.TryRemove(environmentId, out var slot))
            {
                Forget(slot.Current?.Keys ?? []);
                slot.Current = null;
            }
        }
    }

    private void Forget(IEnumerable<LoadedKey> keys)
    {
        var gone = keys.ToList();
        foreach (var key in gone)
        {
            _ = Index(key.Kind).TryRemove(Name(key), out _);
        }

        var hashes = gone.Select(key => key.Hash).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, hash) in hashes.Count == 0 ? [] : _hashes.Where(known => hashes.Contains(known.Value)))
        {
            _ = _hashes.TryRemove(key, out _);
        }
    }

    private KeyEntry? FindServerKey(string key)
    {
        if (_hashes.TryGetValue(key, out var known))
        {
            return _serverKeys.GetValueOrDefault(known);
        }

        var hash = Secret.Hash(key);
        if (_serverKeys.TryGetValue(hash, out var found))
        {
            _hashes[key] = hash;
            if (!_serverKeys.ContainsKey(hash))
            {
                _ = _hashes.TryRemove(key, out _); // It was revoked just now.
            }
        }

        return found;
    }

    private ConcurrentDictionary<string, KeyEntry> Index(EnvironmentKeyKind kind) => kind is EnvironmentKeyKind.Client ? _clientKeys : _serverKeys;

    private static string Name(LoadedKey key) => key.Token ?? key.Hash;

    private sealed class Slot
    {
        private volatile LoadedEnvironment? _current;

        public LoadedEnvironment? Current
        {
            get => _current;
            set => _current = value;
        }
    }

    private sealed record KeyEntry(Slot Slot, int Id, EnvironmentKeyKind Kind, DateTimeOffset? ExpiresAt);
}
