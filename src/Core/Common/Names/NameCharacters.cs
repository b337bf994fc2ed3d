using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ExperimentAdmin.Core.Common.Names;

/// <summary>The characters that no name may have, because nobody sees that they are there, or not as what.</summary>
internal static class NameCharacters
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;
    private const int Tatweel = 0x640;
    private const int Keycap = 0x20E3;
    private const int BrailleBlank = 0x2800;
    private const int BlackFlag = 0x1F3F4;
    private const int Tags = 0xE0000;
    private const int LastTag = 0xE007F;
    private const int QuotedLength = 12;

    // England, Scotland and Wales: no other flag is written with tags for every device.
    private static readonly int[][] s_flags =
        [.. ((string[])["gbeng", "gbsct", "gbwls"]).Select(flag => (int[])[.. flag.Select(letter => Tags + letter), LastTag])];

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
        _ when IsSpanning(rune) => false,
        0x34F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065 or 0x3164 or 0xFFA0 or 0x1D159 => true,
        (>= 0xFE00 and <= 0xFE0F) or (>= 0xFFF0 and <= 0xFFFC) or (>= 0xE0000 and <= 0xE0FFF) => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control,
    } && !Rune.IsWhiteSpace(rune);

    /// <summary>Whether a character is a space, or looks like one.</summary>
    public static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune) || rune.Value == BrailleBlank;

    /// <summary>How many tags say which flag begins at a place; 0 when none of England, Scotland and Wales does.</summary>
    public static int CountTags(IReadOnlyList<Rune> runes, int index) => runes[index].Value != BlackFlag ? 0
        : s_flags.FirstOrDefault(flag => runes.Skip(index + 1).Take(flag.Length).Select(rune => rune.Value).SequenceEqual(flag))?.Length ?? 0;

    /// <summary>What is seen of a name, for a sentence about it.</summary>
    public static string Quote(string text) => string.Concat(text.Trim().EnumerateRunes().Where(rune => !IsIgnored(rune)));

    /// <summary>What is wrong with the first character that a name cannot have, to follow "The name contains"; null when there is none.</summary>
    public static string? FindUnreadable(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        for (var index = 0; index < runes.Length; index++)
        {
            if (WhyUnreadable(runes, index) is { } why)
            {
                return $"{Name(runes[index])} {Place(string.Concat(runes.Take(index)))}, {why}";
            }
        }

        return null;
    }

    private static string? WhyUnreadable(Rune[] runes, int index)
    {
        var rune = runes[index];
        if (rune.IsAscii)
        {
            return Rune.IsControl(rune) ? "which no line of text can show" : null;
        }

        if (rune.Value == BrailleBlank || IsIgnored(rune))
        {
            return IsNeeded(runes, index) ? null : "which cannot be seen";
        }

        if (IsSpanning(rune))
        {
            var script = NameScripts.OfRange(rune);
            return index + 1 < runes.Length && NameScripts.Of(runes[index + 1]) == script
                ? null
                : $"which belongs before letters or digits of {Its(script)}";
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => "which no line of text can show",
            UnicodeCategory.PrivateUse => "which means something else on every device",
            UnicodeCategory.OtherNotAssigned => "which is no character that can be shown",
            _ when rune == Rune.ReplacementChar => "which stands for a character that was lost",
            _ when NameScripts.IsMark(rune) => WhyMisplaced(runes, index),
            _ => null,
        };
    }

    private static string? WhyMisplaced(Rune[] runes, int index)
    {
        var mark = runes[index];
        return NameScripts.Of(mark) is { } script && !IsBase(Base(runes, index - 1), script)
                ? $"a mark that stands on no letter of {Its(script)}"
            : index == 0 ? "a mark that stands on no letter"
            : Rune.GetUnicodeCategory(mark) is UnicodeCategory.NonSpacingMark && runes[index - 1] == mark
                ? "a mark, twice in a row, which looks like once"
            : null;
    }

    private static string Its(string? script) => script == NameScripts.Rare ? "its script" : $"its script, {script}";

    // All scripts that are written joined share the line that lengthens a word.
    private static bool IsBase(Rune rune, string script)
        => NameScripts.OfRange(rune) == script || (rune.Value == Tatweel && NameScripts.IsJoined(script));

    // What the marks up to a place stand on.
    private static Rune Base(Rune[] runes, int index)
    {
        while (index >= 0 && (NameScripts.IsMark(runes[index]) || IsIgnored(runes[index])))
        {
            index--;
        }

        return index >= 0 ? runes[index] : default;
    }

    // Signs that span Arabic, Syriac and Kaithi numbers have the category of what cannot be seen, and can be seen.
    private static bool IsSpanning(Rune rune)
        => rune.Value is (>= 0x600 and <= 0x605) or 0x6DD or 0x70F or 0x890 or 0x891 or 0x8E2 or 0x110BD or 0x110CD;

    private static string Place(string before)
    {
        var places = StringInfo.ParseCombiningCharacters(before);
        return places.Length == 0 ? "at its beginning"
            : places.Length <= QuotedLength ? $"after “{before}”"
            : $"after “…{before[places[^QuotedLength]..]}”";
    }

    // What is needed to write a language or an emoji as it is written.
    private static bool IsNeeded(Rune[] runes, int index)
    {
        var before = index > 0 ? runes[index - 1] : default;
        var after = index + 1 < runes.Length ? runes[index + 1] : default;
        return runes[index].Value switch
        {
            ZeroWidthJoiner => IsOfJoined(runes, index) || (IsEmoji(Shown(runes, index - 1)) && IsEmoji(after)),
            ZeroWidthNonJoiner => IsOfJoined(runes, index),
            0xFE0E or 0xFE0F => IsEmoji(before) || (after.Value == Keycap && before.IsAscii && (Rune.IsDigit(before) || before.Value is '#' or '*')),
            0x180E => IsMongolian(before) && IsMongolian(after),
            >= 0x180B and <= 0x180F => IsMongolian(before),
            > Tags and <= LastTag => IsOfFlag(runes, index),
            >= 0xE0100 and <= 0xE01EF => Rune.IsLetter(before) && NameScripts.Of(before) == "Han",
            _ => false,
        };
    }

    private static bool IsMongolian(Rune rune) => Rune.IsLetter(rune) && NameScripts.Of(rune) == "Mongolian";

    // Between two letters or marks of a script that is written joined, or at the end of a word in one.
    private static bool IsOfJoined(Rune[] runes, int index)
    {
        if (index == 0 || IsIgnored(runes[index - 1]))
        {
            return false;
        }

        var before = Base(runes, index - 1);
        return NameScripts.Of(before) is { } script && NameScripts.IsJoined(script)
            && (index + 1 == runes.Length || (!IsIgnored(runes[index + 1]) && !NameScripts.IsOfWords(runes[index + 1]))
                ? !Rune.IsNumber(before)
                : NameScripts.Of(runes[index + 1]) == script);
    }

    private static bool IsOfFlag(Rune[] runes, int index)
    {
        var flag = index;
        while (flag > 0 && runes[flag].Value is > Tags and <= LastTag)
        {
            flag--;
        }

        return CountTags(runes, flag) is > 0 and var tags && tags >= index - flag;
    }

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
