using ExperimentAdmin.Core.Common.Names;

namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>A comparison of the variants of one flag in one environment.</summary>
internal sealed class Experiment
{
    public const int NameMaxLength = 255;
    public const int HypothesisMaxLength = 10_000;
    public const int DescriptionMaxLength = 10_000;

    /// <summary>From the counter, so that the system segment's name is known before anything is written.</summary>
    public required int Id { get; init; }

    public required int EnvironmentId { get; init; }

    public required int FeatureId { get; init; }

    public required string Name { get; set; }

    public required string Hypothesis { get; set; }

    /// <summary>What else people should know; empty for nothing.</summary>
    public string Description { get; set; } = string.Empty;

    /// <summary>As <see cref="TagRules.Keep"/> writes them.</summary>
    public string Tags { get; set; } = string.Empty;

    /// <summary>Whom to ask; null for nobody. May be somebody who went.</summary>
    public int? OwnerId { get; set; }

    /// <summary>What the owner is called, for records; known in changes alone.</summary>
    public string? OwnerName { get; set; }

    public ExperimentStatus Status { get; set; }

    /// <summary>When it was created, started, paused, resumed or completed, whichever came last; UTC.</summary>
    public required DateTimeOffset StatusSince { get; set; }

    /// <summary>The number of the phase that it is in, from 1.</summary>
    public int Phase { get; set; } = 1;

    /// <summary>The system segment that holds the rollout percentage; null while there is no rollout.</summary>
    public int? SegmentId { get; set; }

    /// <summary>Folded name, flag name and tags, for search.</summary>
    public required string SearchText { get; set; }

    /// <summary>The number of the experiment's newest record.</summary>
    public int Revision { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>The first start; kept on resume.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    public string? StartedBy { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>
    /// The environment default's allocations before the first rollout zeroed them, as JSON of variant id to basis
    /// points. A memory of the past, never read as what is served.
    /// </summary>
    public string? DefaultBefore { get; set; }

    /// <summary>The flag's revision that zeroed the default: a default that changed later is left alone.</summary>
    public int? DefaultZeroedAtRevision { get; set; }

    /// <summary>For how many days it is to run, from its first start; null while nobody planned.</summary>
    public int? PlannedDays { get; set; }

    /// <summary>Since when it is out of the list of experiments, UTC; null while it is in it. Only completed ones are archived.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    /// <summary>When it was paused with everything else that ran, UTC; null unless it is paused for that.</summary>
    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>Who paused everything.</summary>
    public string? StoppedBy { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
