namespace ExperimentAdmin.Core.Flags.Features.Reads;

/// <summary>A variant as its feature defines it.</summary>
/// <param name="Id">The variant.</param>
/// <param name="Uuid">Its name that no other installation gives.</param>
/// <param name="Key">Its key.</param>
/// <param name="Value">What it serves.</param>
/// <param name="Position">Its place in the order that people see, from 0.</param>
/// <param name="IsArchived">Whether it can get no new share.</param>
/// <param name="DefaultShare">
/// Its share in the environment default, in basis points, where all environments that are not archived agree; null where they do
/// not, and in lists.
/// </param>
public sealed record FeatureVariant(int Id, Guid Uuid, string Key, string Value, int Position, bool IsArchived, BasisPoints? DefaultShare)
{
    /// <summary>What people wrote about it; empty for nothing.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>Its picture; null for none.</summary>
    public VariantPictureLink? Picture { get; init; }
}
