using System.Text;
using System.Text.RegularExpressions;

namespace ExperimentAdmin.Core.Evaluation;

/// <summary>Whether a pattern matches the value's text from its first character. Patterns that take too long do not match.</summary>
internal sealed class PatternTest(string pattern) : ValueTest
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(100);

    private readonly Regex? _pattern = TryCompile(pattern);

    public override ConditionVerdict Run(ContextValue value)
    {
        if (!value.IsSet)
        {
            return ConditionVerdict.NotSet;
        }

        if (_pattern is null)
        {
            return ConditionVerdict.Unreadable;
        }

        try
        {
            Span<char> room = stackalloc char[ContextValue.RoomForText];
            foreach (var match in _pattern.EnumerateMatches(value.TextIn(room)))
            {
                return Of(match.Index == 0);
            }

            return ConditionVerdict.Fails;
        }
        catch (RegexMatchTimeoutException)
        {
            return ConditionVerdict.NotComparable;
        }
    }

    /// <summary>The pattern, or null when it is none.</summary>
    internal static Regex? TryCompile(string pattern)
    {
        try
        {
            return new Regex(Translate(pattern), RegexOptions.CultureInvariant, s_patience);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // Patterns are written for the reference engine's dialect, which names groups and the end of the text differently.
    private static string Translate(string pattern)
    {
        var translated = new StringBuilder(pattern.Length);
        for (var index = 0; index < pattern.Length; index++)
        {
            var rest = pattern.AsSpan(index);
            if (rest.StartsWith("(?P<", StringComparison.Ordinal))
            {
                translated.Append("(?<");
                index += 3;
            }
            else if (rest.StartsWith("(?P=", StringComparison.Ordinal) && rest.IndexOf(')') is var end and > 0)
            {
                translated.Append(@"\k<").Append(rest[4..end]).Append('>');
                index += end;
            }
            else if (rest is ['\\', var escaped, ..])
            {
                translated.Append('\\').Append(escaped == 'Z' ? 'z' : escaped);
                index++;
            }
            else
            {
                translated.Append(rest[0]);
            }
        }

        return translated.ToString();
    }
}
