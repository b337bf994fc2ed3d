using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Flags.Features.Domain;

namespace ExperimentAdmin.Core.Flags.Features.UseCases;

/// <summary>How a record keeps a feature before and after, with its variants in the order people see them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What people wrote about it.</param>
/// <param name="ValueType">What kind of value it serves.</param>
/// <param name="InitialValue">The control value in new environments.</param>
/// <param name="DefaultEnabled">Whether it starts enabled in new environments.</param>
/// <param name="ServerKeyOnly">Whether it is hidden from client keys.</param>
/// <param name="IsArchived">Whether it is archived.</param>
/// <param name="Variants">Its variants.</param>
public sealed record FeatureRecord(
    string Name,
    string Description,
    FlagValueType ValueType,
    string? InitialValue,
    bool DefaultEnabled,
    bool ServerKeyOnly,
    bool IsArchived,
    IReadOnlyList<FeatureRecord.VariantPart> Variants)
{
    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What its owner was called; null for nobody.</summary>
    public string? Owner { get; init; }

    internal static FeatureRecord Of(Feature feature, IEnumerable<Variant> variants) => new(
        feature.Name,
        feature.Description,
        feature.ValueType,
        feature.InitialValue,
        feature.DefaultEnabled,
        feature.ServerKeyOnly,
        feature.ArchivedAt is not null,
        [.. variants.OrderBy(variant => variant.Position).ThenBy(variant => variant.Ordinal)
            .Select(variant => new VariantPart(variant.Key, variant.Value, variant.ArchivedAt is not null)
            {
                Description = variant.Description.Length == 0 ? null : variant.Description,
                Picture = variant.PictureDigest,
            })])
    {
        Tags = TagRules.Read(feature.Tags),
        Owner = feature.OwnerName,
    };

    /// <summary>One variant.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="Value">What it serves.</param>
    /// <param name="IsArchived">Whether it can get no new share.</param>
    public sealed record VariantPart(string Key, string Value, bool IsArchived)
    {
        /// <summary>What people wrote about it; null for nothing.</summary>
        public string? Description { get; init; }

        /// <summary>The digest of its picture, SHA-256 in hexadecimal digits; null for none.</summary>
        public string? Picture { get; init; }
    }
}
