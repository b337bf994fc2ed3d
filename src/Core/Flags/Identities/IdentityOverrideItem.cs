namespace ExperimentAdmin.Core.Flags.Identities;

/// <summary>What one identity is forced to get of a flag.</summary>
/// <param name="Id">The override.</param>
/// <param name="Identifier">The identity, as the application sends it.</param>
/// <param name="Enabled">Whether the flag is enabled for it.</param>
/// <param name="Value">What it is served: the forced variant's value, or the override's own; null for none.</param>
/// <param name="VariantId">The variant that is forced, or null.</param>
/// <param name="VariantKey">Its key.</param>
/// <param name="Revision">The revision that an edit is made from.</param>
/// <param name="CreatedAt">UTC.</param>
public sealed record IdentityOverrideItem(
    int Id,
    string Identifier,
    bool Enabled,
    string? Value,
    int? VariantId,
    string? VariantKey,
    int Revision,
    DateTimeOffset CreatedAt);
