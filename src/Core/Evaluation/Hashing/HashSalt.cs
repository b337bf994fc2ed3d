using System.Text;

namespace ExperimentAdmin.Core.Evaluation.Hashing;

/// <summary>What makes one segment or one flag state spread identities differently from the next, prepared for hashing.</summary>
public sealed class HashSalt
{
    private readonly byte[] _prefix;

    /// <param name="key">The segment's key, or the key of the state that supplies the variants.</param>
    public HashSalt(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Key = key;
        _prefix = Encoding.UTF8.GetBytes(key + ',');
    }

    /// <summary>For conditions that spread nobody.</summary>
    public static HashSalt None { get; } = new(string.Empty);

    /// <summary>The key as text.</summary>
    public string Key { get; }

    /// <summary>The key and the comma that parts it from what is spread, in UTF-8.</summary>
    internal ReadOnlySpan<byte> Prefix => _prefix;
}
