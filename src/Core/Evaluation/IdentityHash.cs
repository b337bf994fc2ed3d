using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace ExperimentAdmin.Core.Evaluation;

/// <summary>
/// Spreads identities evenly and always in the same way: the number that decides who is inside a percentage and who
/// gets which variant. Clients that evaluate on their own compute the same number, bit for bit.
/// </summary>
public static class IdentityHash
{
    private const int Values = 9_999;
    private const double Largest = 9_998;
    private const int StackLimit = 512;

    /// <summary>The hash of a list of texts, from 0 to below 100.</summary>
    /// <param name="ids">The salt, then what is spread; at least one.</param>
    public static double Of(params ReadOnlySpan<string> ids)
    {
        var text = string.Join(',', ids!);
        var remainder = Remainder(text);
        for (var repeated = text; remainder == Largest; remainder = Remainder(repeated))
        {
            repeated = $"{repeated},{text}";
        }

        return remainder / Largest * 100;
    }

    private static int Remainder(string text)
    {
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = size > StackLimit ? ArrayPool<byte>.Shared.Rent(size) : null;
        var bytes = rented ?? stackalloc byte[StackLimit];
        var length = Encoding.UTF8.GetBytes(text, bytes);
        Span<byte> digest = stackalloc byte[MD5.HashSizeInBytes];
#pragma warning disable CA5351 // Nothing is kept secret by it: published clients spread identities with this hash.
        MD5.HashData(bytes[..length], digest);
#pragma warning restore CA5351
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        var remainder = 0;
        foreach (var part in digest)
        {
            remainder = ((remainder * 256) + part) % Values;
        }

        return remainder;
    }
}
