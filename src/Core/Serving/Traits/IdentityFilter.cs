namespace ExperimentAdmin.Core.Serving.Traits;

/// <summary>
/// Tells which identities are certainly not stored, in two bytes for each that is. A Bloom filter that grows: what no longer
/// fits goes into another layer of twice the size, so that growing reads nothing again. Of those that are not stored less
/// than one in a hundred is taken for one that may be.
/// </summary>
/// <remarks>Asking waits for nobody. Only one thread at a time may add.</remarks>
internal sealed class IdentityFilter
{
    private const int BitsAnEntry = 16;
    private const int Probes = 8;
    private const int FewestEntries = 1_024;

    // Below the longest array, and more than anybody will need.
    private const int MostEntries = 1 << 27;

    // Nobody outside can make up identifiers that collide.
    private static readonly ulong s_seed = (ulong)Random.Shared.NextInt64();

    private volatile Layer[] _layers;

    /// <param name="expected">How many identities are stored now.</param>
    public IdentityFilter(int expected) => _layers = [new Layer(Math.Clamp(expected, FewestEntries / 2, MostEntries / 2) * 2)];

    /// <summary>Whether an identity may be stored: false is certain.</summary>
    public bool MayContain(string identifier) => MayContain(Hash(identifier));

    /// <summary>Remembers that an identity is stored.</summary>
    public void Add(string identifier)
    {
        var hash = Hash(identifier);
        if (MayContain(hash))
        {
            return;
        }

        var last = _layers[^1];
        if (last.IsFull)
        {
            last = new Layer(Math.Min(last.Room, MostEntries / 2) * 2);
            _layers = [.. _layers, last];
        }

        last.Add(hash);
    }

    private bool MayContain(ulong hash)
    {
        foreach (var layer in _layers)
        {
            if (layer.MayContain(hash))
            {
                return true;
            }
        }

        return false;
    }

    private static ulong Hash(string identifier)
    {
        var hash = s_seed;
        foreach (var character in identifier)
        {
            hash = (hash ^ character) * 0x9E37_79B9_7F4A_7C15;
            hash ^= hash >> 29;
        }

        hash *= 0xBF58_476D_1CE4_E5B9;
        return hash ^ (hash >> 32);
    }

    private sealed class Layer(int room)
    {
        private readonly ulong[] _bits = new ulong[(((long)room * BitsAnEntry) + 63) / 64];
        private int _count;

        public int Room { get; } = room;

        public bool IsFull => _count >= Room;

        public void Add(ulong hash)
        {
            for (var probe = 0; probe < Probes; probe++)
            {
                var (word, bit) = Place(hash, probe);
                _ = Interlocked.Or(ref _bits[word], bit);
            }

            _count++;
        }

        public bool MayContain(ulong hash)
        {
            for (var probe = 0; probe < Probes; probe++)
            {
                var (word, bit) = Place(hash, probe);
                if ((Volatile.Read(ref _bits[word]) & bit) == 0)
                {
                    return false;
                }
            }

            return true;
        }

        // All probes from two halves of one hash, which is as good as that many hashes.
        private (int Word, ulong Bit) Place(ulong hash, int probe)
        {
            var mixed = (uint)hash + ((ulong)probe * ((uint)(hash >> 32) | 1));
            var place = mixed % ((ulong)_bits.LongLength * 64);
            return ((int)(place / 64), 1UL << (int)(place % 64));
        }
    }
}
