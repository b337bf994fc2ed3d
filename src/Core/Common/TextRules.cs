namespace ExperimentAdmin.Core.Common;

/// <summary>The rules of everything that people write: names, descriptions, hypotheses, reasons.</summary>
public static class TextRules
{
    /// <summary>The refusals of a text; empty when it will do.</summary>
    /// <param name="text">What was entered; outer blanks do not count.</param>
    /// <param name="field">The input to name.</param>
    /// <param name="longest">The most characters.</param>
    /// <param name="tooLong">The refusal of one with more, by how many it has.</param>
    /// <param name="missing">The refusal of an empty one; null lets it be empty.</param>
    public static IEnumerable<Error> Check(string? text, string field, int longest, Func<int, Error> tooLong, Error? missing = null)
    {
        ArgumentNullException.ThrowIfNull(tooLong);
        var trimmed = text?.Trim() ?? string.Empty;
        return trimmed.Length == 0 ? missing is null ? [] : [missing]
            : trimmed.Length > longest ? [tooLong(trimmed.Length)]
            : HasNul(trimmed) ? [Nul(field)]
            : [];
    }

    /// <summary>Whether a text has the one character that PostgreSQL cannot store.</summary>
    public static bool HasNul(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains('\0');
    }

    private static Error.Invalid Nul(string field)
        => new("text_has_nul", "This contains the character NUL, which cannot be stored. Remove it.", field);
}
