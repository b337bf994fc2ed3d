using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.Core.Segments.UseCases;

/// <summary>The rules of a segment's name and description.</summary>
public static class SegmentText
{
    /// <summary>The refusals of a name; empty when it will do.</summary>
    public static IEnumerable<Error> CheckName(string? name)
    {
        var length = name?.Trim().Length ?? 0;
        return length switch
        {
            0 => [SegmentErrors.NameMissing()],
            > Segment.NameMaxLength => [SegmentErrors.NameTooLong(length)],
            _ => [],
        };
    }

    /// <summary>The refusals of a description; empty when it will do.</summary>
    public static IEnumerable<Error> CheckDescription(string? description)
        => description?.Trim().Length is { } length and > Segment.DescriptionMaxLength ? [SegmentErrors.DescriptionTooLong(length)] : [];
}
