using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace ExperimentAdmin.Core.Evaluation.Hashing;

/// <summary>
/// Spreads identities evenly and always in the same way: the number that decides who is inside a percentage and who
/// gets which variant. Clients that evaluate on their own compute the same number, bit for bit.
/// </summary>
public static class IdentityHash
{
    /// <summary>How many different hashes there are, all equally likely: r / 9,998 · 100 for r from 0 to 9,997.</summary>
    public const int Values = 9_998;

    private const int Modulus = Values + 1;
    private const int StackLimit = 256;
    private const int WordBits = 32;

    /// <summary>One of the hashes, bit for bit.</summary>
    /// <param name="place">0 to 9,997, in rising order.</param>
    public static double At(int place) => place / (double)Values * 100; // In this order, or the last bit differs from what clients compute.

    /// <summary>The hash of a salt and what it spreads, from 0 to below 100. Nothing is allocated, but for the one in 9,999 that is hashed again.</summary>
    public static double Of(HashSalt salt, ReadOnlySpan<char> id)
    {
        ArgumentNullException.ThrowIfNull(salt);
        var remainder = Remainder(salt.Prefix, id);
        return At(remainder == Values ? Repeat($"{salt.Key},{id}", remainder) : remainder);
    }

    // The one remainder that would be 100 is hashed again with the whole list repeated once more.
    private static int Repeat(string text, int remainder)
    {
        for (var repeated = text; remainder == Values; remainder = Remainder([], repeated))
        {
            repeated = $"{repeated},{text}";
        }

        return remainder;
    }

    private static int Remainder(ReadOnlySpan<byte> prefix, ReadOnlySpan<char> text)
    {
        var most = prefix.Length + Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most <= StackLimit)
        {
            return OfShort(prefix, text);
        }

        var rented = ArrayPool<byte>.Shared.Rent(most);
        var remainder = OfFramework(rented.AsSpan(0, Fill(rented, prefix, text)));
        ArrayPool<byte>.Shared.Return(rented);
        return remainder;
    }

    private static int OfShort(ReadOnlySpan<byte> prefix, ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[StackLimit];
        var length = Fill(bytes, prefix, text);
        if (length > Md5Block.MaxLength)
        {
            return OfFramework(bytes[..length]);
        }

        var (first, second, third, fourth) = Md5Block.Digest(bytes[..Md5Block.Size], length);
        return Fold(Fold(Fold((int)(first % Modulus), second), third), fourth);
    }

    private static int Fill(Span<byte> bytes, ReadOnlySpan<byte> prefix, ReadOnlySpan<char> text)
    {
        prefix.CopyTo(bytes);
        return prefix.Length + Encoding.UTF8.GetBytes(text, bytes[prefix.Length..]);
    }

    private static int Fold(int remainder, uint word) => (int)((((ulong)remainder << WordBits) | word) % Modulus);

    private static int OfFramework(ReadOnlySpan<byte> message)
    {
        Span<byte> digest = stackalloc byte[MD5.HashSizeInBytes];
#pragma warning disable CA5351 // Nothing is kept secret by it: published clients spread identities with this hash.
        MD5.HashData(message, digest);
#pragma warning restore CA5351
        var remainder = 0;
        foreach (var part in digest)
        {
            remainder = ((remainder << 8) + part) % Modulus;
        }

        return remainder;
    }
}
