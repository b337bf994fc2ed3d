namespace ExperimentAdmin.Core.Experiments.Disturbances;

/// <summary>Something that came between an experiment and what it compares, for whoever analyses it.</summary>
internal sealed class Disturbance
{
    public int Id { get; init; }

    public required int ExperimentId { get; init; }

    public required DisturbanceKind Kind { get; init; }

    /// <summary>From when, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    public required string Who { get; init; }

    /// <summary>Why; null for none.</summary>
    public string? Reason { get; init; }

    /// <summary>The identity of which it is; null for the other kinds. Its first one counts, so there is one row for each.</summary>
    public string? Identifier { get; init; }

    /// <summary>The segment that was excluded; null for the other kinds.</summary>
    public int? SegmentId { get; init; }

    /// <summary>When a flag that was opened was closed again, UTC; null while it is open, and for the other kinds.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}
