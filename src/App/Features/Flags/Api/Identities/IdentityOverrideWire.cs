using ExperimentAdmin.Core.Flags.Identities;

namespace ExperimentAdmin.App.Features.Flags.Api.Identities;

/// <summary>What one identity is forced to get of a flag.</summary>
/// <param name="Id">The override.</param>
/// <param name="Identifier">The identity, as the application sends it.</param>
/// <param name="Enabled">Whether the flag is enabled for it.</param>
/// <param name="Value">What it is served, as text: the forced variant's value, or the override's own; null for none.</param>
/// <param name="Variant">The variant that is forced; null for none.</param>
/// <param name="VariantKey">Its key.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Revision">The revision that an edit is made from; also the entity tag.</param>
internal sealed record IdentityOverrideWire(
    int Id, string Identifier, bool Enabled, string? Value, int? Variant, string? VariantKey, DateTimeOffset CreatedAt, int Revision)
{
    public static IdentityOverrideWire Of(IdentityOverrideItem item)
        => new(item.Id, item.Identifier, item.Enabled, item.Value, item.VariantId, item.VariantKey, item.CreatedAt, item.Revision);
}
