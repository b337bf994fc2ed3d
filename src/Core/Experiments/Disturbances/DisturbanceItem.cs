namespace ExperimentAdmin.Core.Experiments.Disturbances;

/// <summary>Something that came between an experiment and what it compares.</summary>
/// <param name="Kind">What; never of a single identity, of which only the number is told.</param>
/// <param name="At">From when, UTC.</param>
/// <param name="Who">Who did it.</param>
/// <param name="Reason">Why; null for none.</param>
/// <param name="SegmentId">The segment that was excluded; null for the other kinds.</param>
/// <param name="SegmentName">Its name.</param>
/// <param name="ClosedAt">When a flag that was opened was closed again, UTC; null while it is open.</param>
public sealed record DisturbanceItem(
    DisturbanceKind Kind, DateTimeOffset At, string Who, string? Reason, int? SegmentId, string? SegmentName, DateTimeOffset? ClosedAt);
