namespace ExperimentAdmin.Core.Segments.Reads;

/// <summary>Which segments to list. The search looks into their names.</summary>
public sealed record SegmentListQuery : ListQuery
{
    public SegmentFilter Filter { get; init; }

    public SegmentSort Sort { get; init; }

    /// <summary>From the end of the alphabet, or newest first.</summary>
    public bool Descending { get; init; }
}
