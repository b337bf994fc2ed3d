using System.Globalization;
using System.Text;

namespace ExperimentAdmin.Core.Common.Names;

/// <summary>What a name must be so that people who read it know which one it is. That it fits is a matter of <see cref="TextRules"/>.</summary>
public static class NameRules
{
    /// <summary>The refusal of a name that can pass for another one; null when it cannot.</summary>
    /// <param name="name">What was entered; outer blanks do not count.</param>
    /// <param name="field">The input to name.</param>
    /// <param name="what">Whose name it is, to begin the sentence: "Your name".</param>
    public static Error? WhyUnclear(string? name, string field = "name", string what = "The name")
    {
        var trimmed = name?.Trim() ?? string.Empty;
        return !TextRules.IsText(trimmed) ? TextRules.Malformed(field)
            : NameCharacters.FindUnreadable(trimmed) is { } unreadable
                ? new Error.Invalid("name_unreadable", $"{what} contains {unreadable}. Remove it.", field)
            : NameScripts.FindMix(trimmed) is var (first, second)
                ? new Error.Invalid(
                    "name_mixes_scripts",
                    $"{what} has letters of two scripts in one word, {Describe(first)} and {Describe(second)}, and could pass for another. "
                    + "Write each word in one script.",
                    field)
            : null;
    }

    /// <summary>The refusals of a name that is given for the first time: those that are listed, or else that it can pass for another one.</summary>
    /// <param name="broken">What the rules of its length say.</param>
    /// <param name="name">What was entered.</param>
    /// <param name="what">Whose name it is, to begin the sentence: "Your name".</param>
    public static IEnumerable<Error> OrUnclear(this IEnumerable<Error> broken, string? name, string what = "The name")
    {
        var errors = broken.ToList();
        return errors.Count == 0 && WhyUnclear(name, what: what) is { } unclear ? [unclear] : errors;
    }

    /// <summary>The refusal of a name that looks the same as one that is there, where no two may.</summary>
    /// <param name="what">What has names, for the sentence: "project".</param>
    /// <param name="other">The name that is there.</param>
    /// <param name="field">The input to name.</param>
    public static Error Taken(string what, string other, string field = "name") => new Error.Conflict(
        "name_taken",
        $"This looks the same as “{other}”, the name of another {what}; upper and lower case count as the same. Choose another name.",
        field);

    /// <summary>
    /// The refusal of a name that looks the same as one that is there without being the same, where a name may be given twice;
    /// null when there is none such.
    /// </summary>
    /// <param name="name">What was entered.</param>
    /// <param name="what">What has names, for the sentence: "experiment".</param>
    /// <param name="others">The names that are there.</param>
    public static Error? WhyAlike(string name, string what, IReadOnlyCollection<string> others)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(others);
        var trimmed = name.Trim();
        return !others.Contains(trimmed, StringComparer.Ordinal) && new NameLook(trimmed).FindAmong(others) is { } other
            ? new Error.Invalid(
                "name_alike",
                $"This looks the same as “{other}”, the name of another {what}, and is written otherwise. "
                + "Choose another name, or write it as there.",
                "name")
            : null;
    }

    private static string Describe(Rune rune)
        => string.Create(CultureInfo.InvariantCulture, $"{rune} (U+{rune.Value:X4}, {NameScripts.Of(rune)})");
}
