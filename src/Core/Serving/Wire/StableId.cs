using System.Security.Cryptography;
using System.Text;

namespace ExperimentAdmin.Core.Serving.Wire;

/// <summary>Names that follow from what they name, for parts of documents that have none of their own.</summary>
internal static class StableId
{
    private const int UuidBytes = 16;

    /// <summary>A UUID of version 8 (RFC 9562), always the same for the same parts.</summary>
    public static Guid Of(params ReadOnlySpan<string> parts)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts!)), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..UuidBytes], bigEndian: true);
    }
}
