using System.Buffers;
using System.Text;

namespace ExperimentAdmin.Core.Common.Names;

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
            : IsLonger(trimmed, longest) ? [tooLong(Length(trimmed))]
            : HasNul(trimmed) ? [Nul(field)]
            : IsWellFormed(trimmed) ? []
            : [Malformed(field)];
    }

    /// <summary>Whether a text has the one character that PostgreSQL cannot store.</summary>
    public static bool HasNul(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains('\0');
    }

    /// <summary>Whether a text is one everywhere: without NUL, and without half of a pair of surrogates.</summary>
    public static bool IsText(string text) => !HasNul(text) && IsWellFormed(text);

    /// <summary>
    /// What is kept of a text that no person wrote and that is only shown, such as the name of a browser: its beginning, without
    /// characters that could not be stored or shown. Empty for null.
    /// </summary>
    /// <param name="text">What came in.</param>
    /// <param name="most">How long it may be.</param>
    public static string Kept(string? text, int most)
        => string.Concat((text ?? string.Empty).Trim().Take(most)
            .Select(character => char.IsControl(character) || char.IsSurrogate(character) ? '?' : character));

    /// <summary>Whether every surrogate of a text stands in a pair.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var length) is not OperationStatus.Done)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }

    /// <summary>How many characters of Unicode a text has: what applications and databases count, while a string counts some twice.</summary>
    public static int Length(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var length = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            length++;
        }

        return length;
    }

    /// <summary>Whether a text has more characters of Unicode than this.</summary>
    public static bool IsLonger(string text, int most)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > most && (text.Length > most * 2 || Length(text) > most);
    }

    /// <summary>The refusal of what is not <see cref="IsText"/>.</summary>
    public static Error Malformed(string field)
        => new Error.Invalid("text_malformed", "This contains a character that cannot be stored: NUL, or half of a pair.", field);

    private static Error.Invalid Nul(string field)
        => new("text_has_nul", "This contains the character NUL, which cannot be stored. Remove it.", field);
}
