namespace ExperimentAdmin.App.Delivery.Ofrep;

/// <summary>
/// The hash of Fowler, Noll and Vo in its form FNV-1a with 64 bits, in a tenth of the time of a cryptographic one. For what nobody gains anything by
/// making collide: whoever finds two contexts with one hash has misled nobody but themselves.
/// </summary>
internal struct Fnv1a
{
    private const ulong Offset = 0xcbf29ce484222325;
    private const ulong Prime = 0x00000100000001b3;
    private const int BitsInByte = 8;

    public Fnv1a()
    {
    }

    /// <summary>The hash of all that was added.</summary>
    public ulong Value { get; private set; } = Offset;

    /// <summary>Adds a number: its eight bytes, the lowest first.</summary>
    public void Add(long number)
    {
        for (var shift = 0; shift < sizeof(long) * BitsInByte; shift += BitsInByte)
        {
            Add((byte)(number >> shift));
        }
    }

    /// <summary>Adds a text: its length, without which two texts could be parted elsewhere and look the same, and its characters.</summary>
    public void Add(string text)
    {
        Add(text.Length);
        foreach (var character in text)
        {
            Add((byte)character);
            Add((byte)(character >> BitsInByte));
        }
    }

    /// <summary>Adds a byte.</summary>
    public void Add(byte value) => Value = unchecked((Value ^ value) * Prime);
}
