using System.Text;
using System.Text.RegularExpressions;

namespace ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

/// <summary>Patterns are written for the reference engine's dialect, which names groups and the end of the text differently.</summary>
internal static class PatternDialect
{
    /// <summary>The pattern in the dialect of .NET.</summary>
    public static string Translate(string pattern)
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

    /// <summary>The numbers of the groups of a pattern, if it is one.</summary>
    /// <param name="pattern">As people write it.</param>
    /// <param name="groups">The numbers.</param>
    /// <param name="fault">Why it is none.</param>
    public static bool TryGroups(string pattern, out int[] groups, out PatternFault? fault)
    {
        var text = Translate(pattern);
        try
        {
            (groups, fault) = (new Regex(text, RegexOptions.CultureInvariant, Timeout.InfiniteTimeSpan).GetGroupNumbers(), null);
            return true;
        }
        catch (RegexParseException exception) when (exception.Error is RegexParseError.NestedQuantifiersNotParenthesized
            && exception.Offset is var end and > 1 && text[end - 1] == '+')
        {
            (groups, fault) = ([], PatternFault.Possessive(text[(end - 2)..end]));
            return false;
        }
        catch (ArgumentException)
        {
            (groups, fault) = ([], PatternFault.Unreadable(pattern));
            return false;
        }
    }
}
