namespace ExperimentAdmin.Core.Segments.Domain;

/// <summary>A rule over identities. One that belongs to an experiment is a system segment and shown to nobody.</summary>
internal sealed class Segment
{
    public const int NameMaxLength = 255;
    public const int DescriptionMaxLength = 2_000;

    /// <summary>From the counter, never from the database's own sequence: the id salts who is inside a percentage.</summary>
    public required int Id { get; init; }

    public required int ProjectId { get; init; }

    public required string Name { get; set; }

    public required string NameFolded { get; set; }

    public string Description { get; set; } = string.Empty;

    /// <summary>The rules as JSON; see <see cref="SegmentRules"/>.</summary>
    public required string Rules { get; set; }

    /// <summary>The feature that a system segment is scoped to; null for a segment of the project.</summary>
    public int? FeatureId { get; init; }

    /// <summary>The experiment that a system segment belongs to; null for a segment of the project.</summary>
    public int? ExperimentId { get; init; }

    public int Revision { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ArchivedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
