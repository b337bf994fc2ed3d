using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

/// <summary>What is known of a class of characters by its text.</summary>
internal static class PatternClass
{
    // Asking takes an exception where it is none, and the same classes come again and again.
    private const int MostWhole = 2_000;

    private static readonly ConcurrentDictionary<string, bool> s_whole = new(StringComparer.Ordinal);

    /// <summary>Whether .NET sees one class in it.</summary>
    public static bool IsWhole(string text)
    {
        if (s_whole.TryGetValue(text, out var known))
        {
            return known;
        }

        bool isWhole;
        try
        {
            _ = new Regex(text, RegexOptions.CultureInvariant, Timeout.InfiniteTimeSpan);
            isWhole = true;
        }
        catch (ArgumentException)
        {
            isWhole = false;
        }

        if (s_whole.Count >= MostWhole)
        {
            s_whole.Clear();
        }

        s_whole[text] = isWhole;
        return isWhole;
    }

    /// <summary>What JavaScript reads otherwise: it takes the first bracket for the end, and classes are taken from classes in .NET alone.</summary>
    public static IEnumerable<string> Peculiar(string text)
    {
        if (text.StartsWith("[]", StringComparison.Ordinal) || text.StartsWith("[^]", StringComparison.Ordinal))
        {
            yield return "[]";
        }

        if (text.StartsWith("[^", StringComparison.Ordinal))
        {
            yield return "[^";
        }

        if (text.EndsWith("]]", StringComparison.Ordinal) && text.Contains("-[", StringComparison.Ordinal))
        {
            yield return "-[";
        }
    }
}
