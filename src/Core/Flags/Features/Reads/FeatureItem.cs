using ExperimentAdmin.Core.Access.Ownership;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Reads;

namespace ExperimentAdmin.Core.Flags.Features.Reads;

/// <summary>A feature as its project defines it; what an environment serves of it is <see cref="FlagView"/>.</summary>
public sealed record FeatureItem
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>Its tags, folded, in the order they were entered.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Whom to ask about it; null for nobody, and for somebody who was deactivated or lost their role in the project.</summary>
    public required OwnerItem? Owner { get; init; }

    public required FlagValueType ValueType { get; init; }

    /// <summary>The control value in new environments; null for none.</summary>
    public required string? InitialValue { get; init; }

    /// <summary>Whether the flag starts enabled in new environments.</summary>
    public required bool DefaultEnabled { get; init; }

    /// <summary>Whether it is hidden from client keys.</summary>
    public required bool ServerKeyOnly { get; init; }

    public required bool IsArchived { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The revision that an edit is made from.</summary>
    public required int Revision { get; init; }

    /// <summary>In ordinal order, archived ones included; empty for a plain flag.</summary>
    public required IReadOnlyList<FeatureVariant> Variants { get; init; }

    internal static FeatureItem Of(
        Feature feature, IEnumerable<Variant> variants, IReadOnlyDictionary<int, OwnerItem> owners, Func<int, BasisPoints?>? defaultShare = null)
        => new()
        {
            Id = feature.Id,
            Name = feature.Name,
            Description = feature.Description,
            Tags = TagRules.Read(feature.Tags),
            Owner = owners.GetValueOrDefault(feature.OwnerId ?? 0),
            ValueType = feature.ValueType,
            InitialValue = feature.InitialValue,
            DefaultEnabled = feature.DefaultEnabled,
            ServerKeyOnly = feature.ServerKeyOnly,
            IsArchived = feature.ArchivedAt is not null,
            CreatedAt = feature.CreatedAt,
            Revision = feature.Revision,
            Variants = [.. variants.OrderBy(variant => variant.Ordinal).Select(variant => Of(variant, defaultShare))],
        };

    private static FeatureVariant Of(Variant variant, Func<int, BasisPoints?>? defaultShare) => new(
        variant.Id, variant.Uuid, variant.Key, variant.Value, variant.Position, variant.ArchivedAt is not null, defaultShare?.Invoke(variant.Id))
    {
        Description = variant.Description,
        Picture = VariantPictureLink.Of(variant),
    };
}
