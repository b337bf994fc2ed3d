using ExperimentAdmin.Core.Flags.Features.Domain;

namespace ExperimentAdmin.Core.Flags.Features.Reads;

/// <summary>A variant as pages show it.</summary>
/// <param name="Id">The variant.</param>
/// <param name="Key">Its key.</param>
/// <param name="Value">What it serves.</param>
/// <param name="Position">Its place in the order that people see, from 0.</param>
/// <param name="IsArchived">Whether it can get no new share.</param>
public sealed record VariantView(int Id, string Key, string Value, int Position, bool IsArchived)
{
    /// <summary>What people should know about it; empty for nothing.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>Its picture; null for none.</summary>
    public VariantPictureLink? Picture { get; init; }

    /// <summary>In ordinal order: the order that decides who gets which, and that colours follow.</summary>
    internal static IReadOnlyList<VariantView> Of(IEnumerable<Variant> variants)
        => [.. variants.OrderBy(variant => variant.Ordinal)
            .Select(variant => new VariantView(variant.Id, variant.Key, variant.Value, variant.Position, variant.ArchivedAt is not null)
            {
                Description = variant.Description,
                Picture = VariantPictureLink.Of(variant),
            })];
}
