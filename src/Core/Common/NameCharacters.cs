using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ExperimentAdmin.Core.Common;

/// <summary>The characters that no name may have, because nobody sees that they are there.</summary>
internal static class NameCharacters
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;
    private const int Keycap = 0x20E3;
    private const int BrailleBlank = 0x2800;

    private static readonly FrozenDictionary<int, string> s_names = new Dictionary<int, string>
    {
        [0x09] = "tab",
        [0x0A] = "line break",
        [0x0D] = "line break",
        [0x85] = "line break",
        [0xAD] = "soft hyphen",
        [0x34F] = "combining grapheme joiner",
        [0x61C] = "Arabic letter mark",
        [0x115F] = "Hangul filler",
        [0x1160] = "Hangul filler",
        [0x180E] = "Mongolian vowel separator",
        [0x200B] = "zero width space",
        [ZeroWidthNonJoiner] = "zero width non-joiner",
        [ZeroWidthJoiner] = "zero width joiner",
        [0x200E] = "left-to-right mark",
        [0x200F] = "right-to-left mark",
        [0x2028] = "line separator",
        [0x2029] = "paragraph separator",
        [0x202A] = "left-to-right embedding",
        [0x202B] = "right-to-left embedding",
        [0x202C] = "end of a change of direction",
        [0x202D] = "left-to-right override",
        [0x202E] = "right-to-left override",
        [0x2060] = "word joiner",
        [0x2061] = "invisible function application",
        [0x2062] = "invisible times",
        [0x2063] = "invisible separator",
        [0x2064] = "invisible plus",
        [0x2066] = "left-to-right isolate",
        [0x2067] = "right-to-left isolate",
        [0x2068] = "first strong isolate",
        [0x2069] = "end of an isolate",
        [BrailleBlank] = "Braille blank",
        [0x3164] = "Hangul filler",
        [0xFEFF] = "byte order mark",
        [0xFFA0] = "Hangul filler",
        [0xFFF9] = "interlinear annotation",
        [0xFFFA] = "interlinear annotation",
        [0xFFFB] = "interlinear annotation",
        [0xFFFC] = "object replacement",
    }.ToFrozenDictionary();

    /// <summary>
    /// Whether a character leaves nothing to see wherever it stands: those that Unicode lets be ignored, and those that only change how others
    /// are shown. Two names that differ in them are one.
    /// </summary>
    public static bool IsIgnored(Rune rune) => rune.Value switch
    {
        // Signs that span Arabic, Syriac and Kaithi numbers have the category of what cannot be seen, and can be seen.
        (>= 0x600 and <= 0x605) or 0x6DD or 0x70F or 0x890 or 0x891 or 0x8E2 or 0x110BD or 0x110CD => false,
        0x34F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065 or 0x3164 or 0xFFA0 or 0x1D159 => true,
        (>= 0xFE00 and <= 0xFE0F) or (>= 0xFFF0 and <= 0xFFFC) or (>= 0xE0000 and <= 0xE0FFF) => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control,
    } && !Rune.IsWhiteSpace(rune);

    /// <summary>Whether a character is a space, or looks like one.</summary>
    public static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune) || rune.Value == BrailleBlank;

    /// <summary>What is wrong with the first character that a name cannot have, to follow "The name contains"; null when there is none.</summary>
    public static string? FindUnreadable(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        for (var index = 0; index < runes.Length; index++)
        {
            if (WhyUnreadable(runes, index) is { } why)
            {
                return why;
            }
        }

        return null;
    }

    private static string? WhyUnreadable(Rune[] runes, int index)
    {
        var rune = runes[index];
        if (rune.IsAscii)
        {
            return Rune.IsControl(rune) ? $"{Name(rune)}, which no line of text can show" : null;
        }

        if (rune.Value == BrailleBlank || IsIgnored(rune))
        {
            return IsNeeded(runes, index) ? null : $"{Name(rune)}, which cannot be seen";
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                => $"{Name(rune)}, which no line of text can show",
            UnicodeCategory.PrivateUse => $"{Number(rune)}, which means something else on every device",
            UnicodeCategory.OtherNotAssigned => $"{Number(rune)}, which is no character that can be shown",
            _ when rune == Rune.ReplacementChar => $"{Number(rune)}, which stands for a character that was lost",
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark when index == 0
                => $"{Number(rune)}, a mark that stands on no letter",
            UnicodeCategory.NonSpacingMark when runes[index - 1] == rune
                => $"{Number(rune)}, a mark, twice in a row, which looks like once",
            _ => null,
        };
    }

    // What is needed to write a language or an emoji as it is written.
    private static bool IsNeeded(Rune[] runes, int index)
    {
        var before = index > 0 ? runes[index - 1] : default;
        var after = index + 1 < runes.Length ? runes[index + 1] : default;
        return runes[index].Value switch
        {
            ZeroWidthJoiner => IsBetweenLetters(before, after) || (IsEmoji(Shown(runes, index - 1)) && IsEmoji(after)),
            ZeroWidthNonJoiner => IsBetweenLetters(before, after),
            0xFE0E or 0xFE0F => IsEmoji(before) || (after.Value == Keycap && before.IsAscii && (Rune.IsDigit(before) || before.Value is '#' or '*')),
            >= 0x180B and <= 0x180F and not 0x180E => Rune.IsLetter(before) && NameScripts.Of(before) == "Mongolian",
            >= 0xE0100 and <= 0xE01EF => Rune.IsLetter(before) && NameScripts.Of(before) == "Han",
            _ => false,
        };
    }

    private static bool IsBetweenLetters(Rune before, Rune after)
        => !IsIgnored(before) && !IsIgnored(after)
            && NameScripts.Of(before) is { } script && NameScripts.IsJoined(script) && NameScripts.Of(after) == script;

    private static bool IsEmoji(Rune rune) => rune.Value switch
    {
        0xA9 or 0xAE or 0x203C or 0x2049 or 0x2122 or 0x2139 or 0x3030 => true,
        >= 0x2190 and not BrailleBlank and not 0xFFFC => Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol or UnicodeCategory.MathSymbol,
        _ => false,
    };

    // The emoji at a place, before the selector that says to show it as one.
    private static Rune Shown(Rune[] runes, int index)
        => index > 0 && runes[index].Value is 0xFE0F ? runes[index - 1] : index >= 0 ? runes[index] : default;

    private static string Name(Rune rune) => s_names.GetValueOrDefault(rune.Value) is { } name ? $"{Number(rune)} ({name})" : Number(rune);

    private static string Number(Rune rune) => string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");
}
