using ExperimentAdmin.Core.Common.Names;

namespace ExperimentAdmin.Core.Flags.Features.Domain;

/// <summary>The definition of a flag in a project. It is multivariate exactly while it has variants.</summary>
internal sealed class Feature
{
    public const int NameMaxLength = 150;
    public const int DescriptionMaxLength = 2_000;
    public const int MaxVariants = 50;

    public int Id { get; init; }

    public required int ProjectId { get; init; }

    /// <summary>The name that applications ask for; never changes.</summary>
    public required string Name { get; init; }

    public required string NameFolded { get; init; }

    public string Description { get; set; } = string.Empty;

    /// <summary>As <see cref="TagRules.Keep"/> writes them.</summary>
    public string Tags { get; set; } = string.Empty;

    /// <summary>Whom to ask; null for nobody. May be somebody who went.</summary>
    public int? OwnerId { get; set; }

    /// <summary>What the owner is called, for records; known in changes alone.</summary>
    public string? OwnerName { get; set; }

    public required FlagValueType ValueType { get; init; }

    /// <summary>The control value that a new environment starts with; null for a plain switch.</summary>
    public string? InitialValue { get; set; }

    /// <summary>Whether the flag starts enabled in a new environment.</summary>
    public bool DefaultEnabled { get; set; }

    /// <summary>Hidden from client keys.</summary>
    public bool ServerKeyOnly { get; set; }

    /// <summary>The ordinal that the next variant gets; ordinals are never given twice.</summary>
    public int NextOrdinal { get; set; } = 1;

    public int Revision { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ArchivedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
