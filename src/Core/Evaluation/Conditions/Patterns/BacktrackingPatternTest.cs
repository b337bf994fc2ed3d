using System.Text.RegularExpressions;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

/// <summary>
/// Whether a pattern matches the value's text from its first character, whatever the pattern: for comparing engines, never for
/// serving. Patterns that take too long do not match.
/// </summary>
internal sealed class BacktrackingPatternTest(string pattern) : ValueTest
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

    private static Regex? TryCompile(string pattern)
    {
        try
        {
            return new Regex(PatternDialect.Translate(pattern), RegexOptions.CultureInvariant, s_patience);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
