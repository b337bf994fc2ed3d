namespace ExperimentAdmin.Core.Experiments.Periods;

/// <summary>
/// A part of an experiment's life in which nobody was dealt again: one segment and one seed. Every experiment has phase 1; the next begins
/// when somebody wants other people in it.
/// </summary>
internal sealed class ExperimentPhase
{
    public int Id { get; init; }

    public required int ExperimentId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset BeganAt { get; init; }

    public required string BeganBy { get; init; }

    /// <summary>Why it began; null for the first.</summary>
    public string? Reason { get; init; }

    /// <summary>When the next began, UTC; null for the last.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The system segment that it had; null while it is the last, of which the experiment knows.</summary>
    public int? SegmentId { get; set; }
}
