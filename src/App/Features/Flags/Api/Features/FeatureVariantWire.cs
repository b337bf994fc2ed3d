using ExperimentAdmin.Core.Flags.Features.Reads;

namespace ExperimentAdmin.App.Features.Flags.Api.Features;

/// <summary>A variant as its feature defines it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Uuid">Its name that no other installation gives.</param>
/// <param name="Key">Its key; never changes.</param>
/// <param name="Value">What it serves, as text: digits for integers, <c>true</c> or <c>false</c> for booleans.</param>
/// <param name="Position">Its place in the order that people see, from 0.</param>
/// <param name="IsArchived">Whether it can get no new share.</param>
/// <param name="Description">What people should know about it; empty for nothing.</param>
/// <param name="HasPicture">Whether it has a picture, which its flag's page shows.</param>
internal sealed record FeatureVariantWire(int Id, Guid Uuid, string Key, string Value, int Position, bool IsArchived, string Description, bool HasPicture)
{
    public static FeatureVariantWire Of(FeatureVariant variant)
        => new(variant.Id, variant.Uuid, variant.Key, variant.Value, variant.Position, variant.IsArchived, variant.Description, variant.Picture is not null);
}
