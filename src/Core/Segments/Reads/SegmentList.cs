namespace ExperimentAdmin.Core.Segments.Reads;

/// <summary>A page of segments.</summary>
/// <param name="Page">The rows.</param>
/// <param name="Counts">How many each filter shows, following the search.</param>
public sealed record SegmentList(Page<SegmentItem> Page, IReadOnlyDictionary<SegmentFilter, int> Counts);
