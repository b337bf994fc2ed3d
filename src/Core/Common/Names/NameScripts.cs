using System.Globalization;
using System.Text;

namespace ExperimentAdmin.Core.Common.Names;

/// <summary>Which script a letter, a mark or a digit belongs to, and which scripts may stand together in one word.</summary>
/// <remarks>
/// The ranges are those of Unicode's property Script, joined over what is no letter, mark or number; characters that all scripts share
/// are in none. Scripts beyond the first plane that nobody writes names in are one. What may not stand together is asked of each
/// word, because a name may well have words of several languages, and only of scripts whose letters pass for each other.
/// </remarks>
internal static class NameScripts
{
    /// <summary>What the scripts are together that nobody writes names in.</summary>
    public const string Rare = "another script";

    private const string Ranges =
        """
        Latin 41-AA BA C0-2B8 2E0-2E4 1D00-1D25 1D2C-1D5C 1D62-1D65 1D6B-1D77 1D79-1DBE 1E00-1EFF 2071 207F 2090-209C 212A-212B 2132 214E
        Latin 2160-2188 2C60-2C7F A722-A787 A78B-A7FF AB30-AB64 AB66-AB69 FB00-FB06 FF21-FF5A 10780-107BA 1DF00-1DF2A
        Greek 370-373 376-3E1 3F0-3FF 1D26-1D2A 1D5D-1D61 1D66-1D6A 1DBF 1F00-1FFC 2126 AB65 10140-1018B 1D242-1D244
        Coptic 3E2-3EF 2C80-2CFD
        Cyrillic 400-484 487-52F 1C80-1C88 1D2B 1D78 2DE0-2DFF A640-A69F FE2E-FE2F 1E030-1E08F
        Armenian 531-588 FB13-FB17
        Hebrew 591-5F2 FB1D-FB4F
        Arabic 600-63F 641-64A 656-66F 671-6FF 750-77F 870-8FF FB50-FDFB FE70-FEFC 10E60-10E7E 10EFD-10EFF 1EE00-1EEBB
        Syriac 70F-74F 860-86A
        Thaana 780-7B1
        Nko 7C0-7FD
        Samaritan 800-82D
        Mandaic 840-85B
        Devanagari 900-950 955-97F A8E0-A8FF
        Bengali 980-9FE
        Gurmukhi A01-A75
        Gujarati A81-AFF
        Oriya B01-B77
        Tamil B82-BF2
        Telugu C00-C7E
        Kannada C80-CF3
        Malayalam D00-D7F
        Sinhala D81-DF3
        Thai E01-E59
        Lao E81-EDF
        Tibetan F00-FC6
        Myanmar 1000-109D A9E0-A9FE AA60-AA7F
        Georgian 10A0-10FF 1C90-1CBF 2D00-2D2D
        Hangul 1100-11FF 302E-302F 3131-318E A960-A97C AC00-D7FB FFA0-FFDC
        Ethiopic 1200-138F 2D80-2DDE AB01-AB2E 1E7E0-1E7FE
        Cherokee 13A0-13FD AB70-ABBF
        Canadian_Aboriginal 1401-167F 18B0-18F5
        Ogham 1681-169A
        Runic 16A0-16F8
        Tagalog 1700-171F
        Hanunoo 1720-1734
        Buhid 1740-1753
        Tagbanwa 1760-1773
        Khmer 1780-17F9
        Mongolian 180B-18AA
        Limbu 1900-194F
        Tai_Le 1950-1974
        New_Tai_Lue 1980-19DA
        Buginese 1A00-1A1B
        Tai_Tham 1A20-1AA7
        Balinese 1B00-1B73
        Sundanese 1B80-1BBF
        Batak 1BC0-1BF3
        Lepcha 1C00-1C4F
        Ol_Chiki 1C50-1C7D
        Glagolitic 2C00-2C5F
        Tifinagh 2D30-2D7F
        Han 3005 3007-3029 3038-303B 3400-9FFF F900-FAD9 16FE3 16FF0-16FF1 20000-3FFFD
        Hiragana 3041-3096 309B-309F 1B001-1B11F 1B132-1B152
        Katakana 30A1-30FA 30FD-30FF 31F0-31FF FF66-FF6F FF71-FF9D 1AFF0-1B000 1B120-1B122 1B155-1B167
        Bopomofo 3105-312F 31A0-31BF
        Yi A000-A48C
        Lisu A4D0-A4FD
        Vai A500-A62B
        Bamum A6A0-A6F1
        Syloti_Nagri A800-A82C
        Phags_Pa A840-A873
        Saurashtra A880-A8D9
        Kayah_Li A900-A92D
        Rejang A930-A953
        Javanese A980-A9C0 A9D0-A9D9
        Cham AA00-AA59
        Tai_Viet AA80-AADD
        Meetei_Mayek AAE0-AAF6 ABC0-ABF9
        Deseret 10400-1044F
        Adlam 1E900-1E959
        """;

    // Their letters pass for each other. All others may stand in a word with one of these, and with each other.
    private static readonly HashSet<string> s_alike = new(StringComparer.Ordinal)
    {
        "Latin", "Greek", "Coptic", "Cyrillic", "Armenian", "Georgian", "Cherokee", "Canadian Aboriginal", "Ogham", "Runic", "Glagolitic", "Tifinagh",
        "Lisu", "Vai", "Bamum", "Deseret", Rare,
    };

    // Their letters have forms that a joiner or its opposite chooses.
    private static readonly HashSet<string> s_joined = new(StringComparer.Ordinal)
    {
        "Arabic", "Syriac", "Mongolian", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam",
        "Sinhala", "Khmer", "Myanmar", "Nko", "Mandaic", "Phags Pa", "Adlam",
    };

    private static readonly (int First, int Last, string Script)[] s_ranges = Read();

    /// <summary>The script of a letter, a mark or a digit; null when it is of none, or of all.</summary>
    public static string? Of(Rune rune) => IsOfWords(rune) ? OfRange(rune) : null;

    /// <summary>The script in whose ranges a character is, whatever it is; null when these are those of none, or of all.</summary>
    public static string? OfRange(Rune rune)
    {
        var (low, high) = (0, s_ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (first, last, script) = s_ranges[middle];
            if (rune.Value >= first && rune.Value <= last)
            {
                return script;
            }

            (low, high) = rune.Value < first ? (low, middle - 1) : (middle + 1, high);
        }

        return !IsInherited(rune) && rune.Value is (>= 0x10280 and < 0x1D000) or (>= 0x1D800 and < 0x1EE00) ? Rare : null;
    }

    /// <summary>Whether letters of a script have forms that U+200C and U+200D choose, so that these are needed among them.</summary>
    public static bool IsJoined(string? script) => script is not null && s_joined.Contains(script);

    /// <summary>Whether a character is part of words: a letter, a mark or a number.</summary>
    public static bool IsOfWords(Rune rune) => Rune.IsLetter(rune) || Rune.IsNumber(rune) || IsMark(rune);

    /// <summary>Whether a character stands on the one before it.</summary>
    public static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>The first two characters of one word whose scripts do not belong together; null when there are none.</summary>
    public static (Rune First, Rune Second)? FindMix(string text)
    {
        var word = new List<(Rune Rune, string Script)>();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Of(rune) is { } script)
            {
                word.Add((rune, script));
            }
            else if (!IsOfWords(rune) && !NameCharacters.IsIgnored(rune))
            {
                if (FindMix(word) is { } mix)
                {
                    return mix;
                }

                word.Clear();
            }
        }

        return FindMix(word);
    }

    private static (Rune First, Rune Second)? FindMix(List<(Rune Rune, string Script)> word)
    {
        if (word.TrueForAll(letter => letter.Script == word[0].Script))
        {
            return null;
        }

        // Zeros of many scripts are rings: a word has nothing else of theirs when they stand for a letter.
        var looks = word.DistinctBy(letter => letter.Rune).Select(letter => (letter.Rune, letter.Script, IsLikeLatin: NameLookAlikes.IsLikeLatin(letter.Rune)))
            .ToList();
        var others = looks.Where(letter => !letter.IsLikeLatin).Select(letter => letter.Script).ToHashSet(StringComparer.Ordinal);
        var letters = looks.ToDictionary(
            letter => letter.Rune, letter => new Letter(letter.Script, letter.IsLikeLatin, !others.Contains(letter.Script)));
        for (var index = 1; index < word.Count; index++)
        {
            if (word.Take(index).FirstOrDefault(other => !AreTogether(letters[other.Rune], letters[word[index].Rune])) is { Script: not null } other)
            {
                return (other.Rune, word[index].Rune);
            }
        }

        return null;
    }

    private static bool AreTogether(Letter one, Letter other)
        => one.Script == other.Script || (one.Script, other.Script) switch
        {
            ("Latin", "Greek") => !other.IsLikeLatin,
            ("Greek", "Latin") => !one.IsLikeLatin,
            ("Latin", _) when !s_alike.Contains(other.Script) => !other.IsWordLikeLatin,
            (_, "Latin") when !s_alike.Contains(one.Script) => !one.IsWordLikeLatin,
            _ => !(s_alike.Contains(one.Script) && s_alike.Contains(other.Script)),
        };

    // Marks in the planes of rare scripts that stand on letters of any.
    private static bool IsInherited(Rune rune) => rune.Value is 0x102E0 or 0x1133B or (>= 0x1CF00 and <= 0x1CF46);

    private static (int First, int Last, string Script)[] Read()
        => [.. Ranges.Split('\n').Select(line => line.Split(' ')).SelectMany(line => line.Skip(1).Select(range => Read(range, line[0])))
            .OrderBy(range => range.First)];

    private static (int First, int Last, string Script) Read(string range, string script)
    {
        var ends = range.Split('-');
        return (Hex(ends[0]), Hex(ends[^1]), script.Replace('_', ' '));
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private sealed record Letter(string Script, bool IsLikeLatin, bool IsWordLikeLatin);
}
