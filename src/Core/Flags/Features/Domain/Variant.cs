namespace ExperimentAdmin.Core.Flags.Features.Domain;

/// <summary>A keyed alternative value of a feature.</summary>
internal sealed class Variant
{
    public const int KeyMaxLength = 255;
    public const int DescriptionMaxLength = 500;

    /// <summary>The key that results carry for the flag's own value; no variant may take it.</summary>
    public const string ControlKey = "control";

    public int Id { get; init; }

    /// <summary>Its name in answers of the API that carry one that no other installation gives.</summary>
    public Guid Uuid { get; init; } = Guid.NewGuid();

    public required int FeatureId { get; init; }

    public required string Key { get; init; }

    public required string Value { get; set; }

    /// <summary>What people should know about it; empty for nothing. Served to nobody.</summary>
    public string Description { get; set; } = string.Empty;

    /// <summary>The digest of its picture, SHA-256 in hexadecimal digits; null for none.</summary>
    public string? PictureDigest { get; set; }

    /// <summary>The order in which variants are walked when an identity is hashed: immutable, or people would move.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The order in which people see variants.</summary>
    public int Position { get; set; }

    public DateTimeOffset? ArchivedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
