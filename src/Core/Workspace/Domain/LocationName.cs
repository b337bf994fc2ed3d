using ExperimentAdmin.Core.Common.Names;

namespace ExperimentAdmin.Core.Workspace.Domain;

/// <summary>The rules of the name of a project, an environment or a key.</summary>
public static class LocationName
{
    /// <summary>The refusals of a name; empty when it will do.</summary>
    /// <param name="name">What was entered; outer blanks do not count.</param>
    /// <param name="what">What is named, for the sentence: "project".</param>
    /// <param name="longest">The most characters.</param>
    /// <param name="field">The input to name.</param>
    public static IEnumerable<Error> Check(string? name, string what, int longest, string field = "name")
        => TextRules.Check(
            name,
            field,
            longest,
            length => new Error.Invalid("name_too_long", $"The name has {length} characters; at most {longest} fit. Shorten it.", field),
            new Error.Invalid("name_missing", $"Give the {what} a name.", field));

    /// <summary>The refusals of a name that is given for the first time; empty when it will do.</summary>
    /// <param name="name">What was entered; outer blanks do not count.</param>
    /// <param name="what">What is named, for the sentence: "project".</param>
    /// <param name="longest">The most characters.</param>
    /// <param name="whose">Whose name it is, to begin a sentence; null says "The project's name".</param>
    public static IEnumerable<Error> CheckNew(string? name, string what, int longest, string? whose = null)
        => Check(name, what, longest).OrUnclear(name, whose ?? $"The {what}'s name");
}
