using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

/// <summary>The characters of a kind such as <c>[a-z]</c> or <c>\d</c>, asked of the engine of .NET, so that they are the same here and there.</summary>
internal static class LetterRuns
{
    // What is used again and again, and only so much that it stays small.
    private const int MostKnown = 2_000;
    private const int LongStretch = 1_000;
    private const int BlockUnit = 16;
    private const int HexDigits = 4;

    private static readonly ConcurrentDictionary<string, (char First, char Last)[]> s_known = new(StringComparer.Ordinal);

    // Two thirds of all characters stand in a few long stretches of one category without cases: CJK, Hangul, Yi and those for
    // private use. A kind has all of a stretch or nothing, but for the characters that it names itself and for blocks, such as
    // \p{IsYiSyllables}, which begin at every sixteenth character.
    private static readonly (char First, char Last)[] s_stretches = [.. Stretches()];
    private static readonly string s_firsts = new([.. Firsts()]);

    /// <summary>From where to where the characters of a kind go, in their order.</summary>
    /// <param name="kind">A part of a pattern that is one character.</param>
    public static (char First, char Last)[] Of(string kind)
    {
        if (kind is [not '.' and var plain])
        {
            return [(plain, plain)];
        }

        if (kind is ['\\', var escaped] && !char.IsAsciiLetterOrDigit(escaped))
        {
            return [(escaped, escaped)];
        }

        if (s_known.TryGetValue(kind, out var known))
        {
            return known;
        }

        var firsts = Firsts(kind);
        var runs = new List<(char, char)>();
        foreach (var match in new Regex($"(?:{kind})+", RegexOptions.CultureInvariant, Timeout.InfiniteTimeSpan).EnumerateMatches(firsts))
        {
            var end = match.Index + match.Length;
            runs.Add((firsts[match.Index], end < firsts.Length ? (char)(firsts[end] - 1) : char.MaxValue));
        }

        (char, char)[] found = [.. runs];
        if (s_known.Count >= MostKnown)
        {
            s_known.Clear();
        }

        s_known[kind] = found;
        return found;
    }

    // Some of each stretch and all that stand in none, with those around which the kind may turn within one.
    private static string Firsts(string kind)
    {
        var named = Named(kind).Where(IsInStretch).ToList();
        if (named.Count == 0)
        {
            return s_firsts;
        }

        var (firsts, copied) = (new StringBuilder(s_firsts.Length + (2 * named.Count)), 0);
        foreach (var character in named.Concat(named.Select(character => (char)(character + 1))).Distinct().Order())
        {
            var place = s_firsts.AsSpan().BinarySearch(character);
            if (place < 0)
            {
                _ = firsts.Append(s_firsts, copied, ~place - copied).Append(character);
                copied = ~place;
            }
        }

        return firsts.Append(s_firsts, copied, s_firsts.Length - copied).ToString();
    }

    private static IEnumerable<(char First, char Last)> Stretches()
    {
        for (var first = 0; first <= char.MaxValue;)
        {
            var (last, category) = (first, char.GetUnicodeCategory((char)first));
            while (last < char.MaxValue && char.GetUnicodeCategory((char)(last + 1)) == category)
            {
                last++;
            }

            if (last - first >= LongStretch && category is UnicodeCategory.OtherLetter or UnicodeCategory.PrivateUse)
            {
                yield return ((char)first, (char)last);
            }

            first = last + 1;
        }
    }

    private static IEnumerable<char> Firsts() => Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code)
        .Where(character => !IsInStretch(character) || character % BlockUnit == 0 || s_stretches.Any(stretch => stretch.First == character));

    private static bool IsInStretch(char character) => s_stretches.Any(stretch => character >= stretch.First && character <= stretch.Last);

    // What stands there itself, or may be meant by its code: rather too much than too little.
    private static IEnumerable<char> Named(string kind) => kind.Concat(
        Enumerable.Range(0, Math.Max(0, kind.Length - HexDigits + 1))
            .Select(index => ushort.TryParse(kind.AsSpan(index, HexDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) ? (char)code : '\0'));
}
