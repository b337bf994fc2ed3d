namespace ExperimentAdmin.Core.Segments.Domain;

/// <summary>The refusals of segments, each with the sentence that people read.</summary>
public static class SegmentErrors
{
    public static Error NotFound() => new Error.NotFound(
        "segment_not_found", "There is no such segment in this project. It may have been deleted.");

    public static Error NameMissing() => new Error.Invalid("name_missing", "The segment needs a name. Say who is in it.", "name");

    public static Error NameTooLong(int length) => new Error.Invalid(
        "name_too_long", $"The name has {length} characters. Shorten it to {Segment.NameMaxLength}.", "name");

    public static Error DescriptionTooLong(int length) => new Error.Invalid(
        "description_too_long", $"The description has {length} characters. Shorten it to {Segment.DescriptionMaxLength}.", "description");

    public static Error TooMany(int most) => new Error.Conflict(
        "too_many_segments", $"This project has {most} segments, which is the most it can have. Delete one that is not used.");

    public static Error TooManyConditions(int count, int most) => new Error.Conflict(
        "too_many_conditions",
        $"The segments of this project would have {count:N0} conditions together, and at most {most:N0} are served, because a request may have to try them all. Use “is one of” with lists, or archive segments that are not used.",
        "rules");

    public static Error TooManySteps(long count, int most) => new Error.Conflict(
        "patterns_too_large",
        $"The patterns of this project's segments would come to {count:N0} steps together, and at most {most:N0} are served, because a request may have to try them all. Shorten patterns, use “is one of”, or archive segments that are not used.",
        "rules");

    public static Error TooManyKinds(int count, int most) => new Error.Conflict(
        "too_many_kinds",
        $"The patterns of this project's segments would have {count:N0} different kinds of characters together, such as [a-z], and at most {most:N0} are served. Write the same kind alike everywhere, use “is one of”, or archive segments that are not used.",
        "rules");

    public static Error Archived(string name) => new Error.Conflict(
        "segment_archived", $"The segment {name} is archived and read only. Restore it to change it.");

    public static Error InUse(string name, IReadOnlyList<SegmentUse> uses)
    {
        const int Shown = 3;
        var places = string.Join(", ", uses.Take(Shown).Select(use => $"{use.FlagName} in {use.EnvironmentName}"));
        var more = uses.Count > Shown ? $" and {uses.Count - Shown} more" : string.Empty;
        return new Error.Conflict(
            "segment_in_use", $"The segment {name} is used by {places}{more}. Remove its overrides there first.");
    }
}
