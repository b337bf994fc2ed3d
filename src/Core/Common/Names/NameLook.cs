using System.Text;

namespace ExperimentAdmin.Core.Common.Names;

/// <summary>
/// What a name looks like to a reader. Two names look the same when nothing but case, spaces, invisible characters, the form of
/// Unicode that they were typed in, and letters that other scripts have with the same look part them.
/// </summary>
public sealed class NameLook
{
    private const int DotAbove = 0x307;
    private const string Letters = "abcdefghijklortuyzг";
    private const string Stroked = "ⱥƀȼđɇꞙǥħɨɉꝁłøɍŧʉɏƶғ";

    private readonly string _folded;
    private readonly Rune[] _runes;

    /// <param name="name">The name that others are compared with.</param>
    public NameLook(string name)
    {
        _folded = Fold(name);
        _runes = [.. _folded.EnumerateRunes()];
    }

    /// <summary>
    /// The name without what parts no two names, but for the letters of other scripts: decomposed, also where only compatible, in small
    /// letters, with single blanks.
    /// </summary>
    public static string Fold(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = TextRules.IsText(name)
            ? name
            : string.Concat(name.EnumerateRunes().Select(rune => rune.Value == 0 ? Rune.ReplacementChar : rune));
        while (true)
        {
            // Small letters can be decomposed further than large ones, so that one turn is not always enough.
            var folded = FoldOnce(text);
            if (folded == text)
            {
                return folded;
            }

            text = folded;
        }
    }

    /// <summary>Whether another name looks the same.</summary>
    public bool IsOf(string other)
    {
        var folded = Fold(other);
        if (folded == _folded)
        {
            return true;
        }

        var index = 0;
        foreach (var rune in folded.EnumerateRunes())
        {
            if (index == _runes.Length || !NameLookAlikes.Are(_runes[index], rune))
            {
                return false;
            }

            index++;
        }

        return index == _runes.Length;
    }

    /// <summary>The first of these names that looks the same; null when none does.</summary>
    public string? FindAmong(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return names.FirstOrDefault(IsOf);
    }

    /// <summary>The same letter whatever its case, also where one case has two letters in the other, or none.</summary>
    internal static Rune FoldCase(Rune rune) => rune.Value switch
    {
        'ı' => new Rune('i'),
        'ȷ' => new Rune('j'),
        _ => Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)),
    };

    private static string FoldOnce(string text)
    {
        var folded = new StringBuilder(text.Length);
        var letter = default(Rune);
        var runes = text.Replace('゛', '\u3099').Replace('゜', '\u309A').Normalize(NormalizationForm.FormKD).EnumerateRunes().ToArray();
        var tags = 0;
        for (var index = 0; index < runes.Length; index++)
        {
            var rune = runes[index];
            if (tags > 0)
            {
                _ = folded.Append(rune.ToString());
                tags--;
            }
            else if (NameCharacters.IsSpace(rune))
            {
                _ = folded.Length > 0 && folded[^1] != ' ' ? folded.Append(' ') : folded;
                letter = default;
            }
            else if (NameCharacters.IsIgnored(rune) || (rune.Value == DotAbove && letter.Value is 'i' or 'j' or 'і' or 'ј'))
            {
                continue; // These letters have their dot already, or it is the one of the Turkish capital.
            }
            else if (rune.Value is >= 0x335 and <= 0x338 && folded.Length > 0 && Letters.IndexOf(folded[^1], StringComparison.Ordinal) is >= 0 and var place)
            {
                folded[^1] = Stroked[place];
            }
            else
            {
                var small = FoldCase(rune);
                letter = Rune.IsLetter(small) ? small : letter;
                tags = NameCharacters.CountTags(runes, index);
                _ = folded.Append(FoldMore(small));
            }
        }

        return folded.ToString().TrimEnd(' ');
    }

    private static string FoldMore(Rune small) => small.Value switch
    {
        'ß' => "ss",
        0x345 => "ι",
        >= 0x2780 and <= 0x2789 => $"{small.Value - 0x277F}", // Ringed as those whose decomposition is the digit.
        >= 0x278A and <= 0x2793 => $"{(char)(small.Value - 0x278A + 0x2776)}",
        _ => small.ToString(),
    };
}
