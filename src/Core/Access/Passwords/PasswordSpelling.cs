using System.Globalization;
using System.Text;
using ExperimentAdmin.Core.Common.Names;

namespace ExperimentAdmin.Core.Access.Passwords;

/// <summary>The ways to spell the same word: with or without accents, with two letters for one, with letters of another script.</summary>
internal static class PasswordSpelling
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    private static readonly Dictionary<char, string> s_twoLetters = new()
    {
        ['ä'] = "ae",
        ['ö'] = "oe",
        ['ü'] = "ue",
    };

    // What decomposition leaves whole.
    private static readonly Dictionary<char, string> s_plain = new()
    {
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['ø'] = "o",
        ['ł'] = "l",
        ['đ'] = "d",
        ['ð'] = "d",
        ['þ'] = "th",
        ['ı'] = "i",
    };

    /// <summary>Lower case, and one character for those that look alike by compatibility.</summary>
    public static string Fold(string text) => TextFold.Fold(TextFold.Fold(text).Normalize(NormalizationForm.FormKC));

    /// <summary>Every way to spell a text, folded.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var folded = Fold(text);
        if (Ascii.IsValid(folded))
        {
            return [folded];
        }

        var plain = WithoutAccents(folded);
        return new[] { plain, WithoutAccents(Replace(folded, s_twoLetters)), LikeLatin(plain) }.Distinct(StringComparer.Ordinal);
    }

    private static string Replace(string text, Dictionary<char, string> letters)
        => string.Concat(text.Select(character => letters.TryGetValue(character, out var others) ? others : character.ToString()));

    private static string WithoutAccents(string text)
        => string.Concat(Replace(text, s_plain).Normalize(NormalizationForm.FormD)
            .Where(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)).Normalize(NormalizationForm.FormC);

    private static string LikeLatin(string text)
        => string.Concat(text.EnumerateRunes().Select(rune => rune.IsAscii
            ? rune.ToString()
            : Letters.Where(letter => NameLookAlikes.Are(rune, new Rune(letter))).Select(letter => letter.ToString()).FirstOrDefault(rune.ToString())));
}
