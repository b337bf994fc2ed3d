namespace ExperimentAdmin.Core.Segments.Reads;

/// <summary>What a list of segments is sorted by.</summary>
public enum SegmentSort
{
    Name,
    Created,
}
