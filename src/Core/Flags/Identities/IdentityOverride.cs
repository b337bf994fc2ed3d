namespace ExperimentAdmin.Core.Flags.Identities;

/// <summary>What one identity gets whatever segments and experiments say. Outside versions, always live.</summary>
internal sealed class IdentityOverride
{
    public int Id { get; init; }

    public required int EnvironmentId { get; init; }

    public required int FeatureId { get; init; }

    public required string Identifier { get; init; }

    public required string IdentifierFolded { get; init; }

    public bool Enabled { get; set; }

    /// <summary>The value served; ignored while a variant is forced.</summary>
    public string? Value { get; set; }

    /// <summary>The variant that is forced, or null for <see cref="Value"/>.</summary>
    public int? VariantId { get; set; }

    /// <summary>The number of the override's newest record.</summary>
    public int Revision { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
