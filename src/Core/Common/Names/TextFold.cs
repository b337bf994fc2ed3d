using System.Text;

namespace ExperimentAdmin.Core.Common.Names;

/// <summary>
/// Folds text so that both databases find the same rows: their own ideas of case differ, ours does not.
/// </summary>
public static class TextFold
{
    /// <summary>How many words of a search are looked for.</summary>
    public const int MostWords = 12;

    /// <summary>
    /// Composed lower case, outer blanks removed. What no stored text has, which may still be searched for, becomes a
    /// character that none has either.
    /// </summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var known = TextRules.IsText(text)
            ? text
            : string.Concat(text.EnumerateRunes().Select(rune => rune.Value == 0 ? Rune.ReplacementChar : rune));
        return known.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();
    }

    /// <summary>The folded words of a search, each once; none when it is blank. Only the first <see cref="MostWords"/> count.</summary>
    public static IReadOnlyList<string> Words(string? search)
        => string.IsNullOrWhiteSpace(search)
            ? []
            : [.. Fold(search).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Take(MostWords)];

    /// <summary>The LIKE pattern (escape character <c>\</c>) that finds <paramref name="search"/> anywhere.</summary>
    public static string Anywhere(string search)
    {
        var folded = Fold(search)
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
        return $"%{folded}%";
    }
}
