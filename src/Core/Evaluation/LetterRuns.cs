using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace ExperimentAdmin.Core.Evaluation;

/// <summary>The characters of a kind such as <c>[a-z]</c> or <c>\d</c>, asked of the engine of .NET, so that they are the same here and there.</summary>
internal static class LetterRuns
{
    // What is used again and again, and only so much that it stays small.
    private const int MostKnown = 500;

    private static readonly ConcurrentDictionary<string, (char First, char Last)[]> s_known = new(StringComparer.Ordinal);
    private static readonly string s_all = string.Create(char.MaxValue + 1, 0, (all, _) =>
    {
        for (var code = 0; code < all.Length; code++)
        {
            all[code] = (char)code;
        }
    });

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

        var runs = new List<(char, char)>();
        foreach (var match in new Regex($"(?:{kind})+", RegexOptions.CultureInvariant, Timeout.InfiniteTimeSpan).EnumerateMatches(s_all))
        {
            runs.Add(((char)match.Index, (char)(match.Index + match.Length - 1)));
        }

        (char, char)[] found = [.. runs];
        if (s_known.Count < MostKnown)
        {
            s_known[kind] = found;
        }

        return found;
    }
}
