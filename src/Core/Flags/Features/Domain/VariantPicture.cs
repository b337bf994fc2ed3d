using System.Security.Cryptography;

namespace ExperimentAdmin.Core.Flags.Features.Domain;

/// <summary>The picture of a variant, apart from it so that lists of variants stay light.</summary>
internal sealed class VariantPicture
{
    public const int DigestLength = 64;
    public const int ContentTypeMaxLength = 20;

    public required int VariantId { get; init; }

    /// <summary>As its content says; never what whoever sent it said.</summary>
    public required string ContentType { get; init; }

    /// <summary>SHA-256 of the bytes in hexadecimal digits.</summary>
    public required string Digest { get; init; }

    public required byte[] Bytes { get; init; }

    /// <summary>The digest of a file.</summary>
    public static string DigestOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
