using ExperimentAdmin.Core.Flags.Features.Domain;

namespace ExperimentAdmin.Core.Flags.Features.Reads;

/// <summary>Where the picture of a variant is found. Another picture is found elsewhere, so what is found can be kept for ever.</summary>
/// <param name="Variant">The variant's name that no other installation gives.</param>
/// <param name="Digest">What the picture is, SHA-256 in hexadecimal digits.</param>
public sealed record VariantPictureLink(Guid Variant, string Digest)
{
    /// <summary>The address below that of the project.</summary>
    public string Path => $"pictures/{Variant}/{Digest}";

    internal static VariantPictureLink? Of(Variant variant)
        => variant.PictureDigest is { } digest ? new VariantPictureLink(variant.Uuid, digest) : null;
}
