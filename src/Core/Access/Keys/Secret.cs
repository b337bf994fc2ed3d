using System.Security.Cryptography;
using System.Text;

namespace ExperimentAdmin.Core.Access.Keys;

/// <summary>Makes keys, and the traces of them that are kept.</summary>
public static class Secret
{
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private const int HintLength = 8;

    /// <summary>A new random key of about 185 bits with a prefix that tells its kind.</summary>
    public static string New(string prefix) => prefix + RandomNumberGenerator.GetString(Alphabet, 32);

    /// <summary>SHA-256 in lower-case hex: what is stored. Keys are random and long, so no salt is needed.</summary>
    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>The first characters, for telling keys apart in a list.</summary>
    public static string Hint(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Length <= HintLength ? key : key[..HintLength];
    }
}
