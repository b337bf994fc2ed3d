using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.Core.Segments.UseCases;

/// <summary>The rules of a segment's name and description.</summary>
public static class SegmentText
{
    /// <summary>The refusals of a name; empty when it will do.</summary>
    public static IEnumerable<Error> CheckName(string? name)
        => TextRules.Check(name, "name", Segment.NameMaxLength, SegmentErrors.NameTooLong, SegmentErrors.NameMissing());

    /// <summary>The refusals of a name that is given for the first time; empty when it will do.</summary>
    public static IEnumerable<Error> CheckNewName(string? name) => CheckName(name).OrUnclear(name);

    /// <summary>The refusals of a description; empty when it will do.</summary>
    public static IEnumerable<Error> CheckDescription(string? description)
        => TextRules.Check(description, "description", Segment.DescriptionMaxLength, SegmentErrors.DescriptionTooLong);
}
