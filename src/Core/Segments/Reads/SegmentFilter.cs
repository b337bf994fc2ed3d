namespace ExperimentAdmin.Core.Segments.Reads;

/// <summary>Which segments to list.</summary>
public enum SegmentFilter
{
    Active,
    Archived,
}
