using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

/// <summary>Whether a pattern matches the value's text from its first character, as it is served: see <see cref="LinearPattern"/>.</summary>
internal sealed class PatternTest : ValueTest
{
    private readonly LinearPattern? _pattern;

    public PatternTest(string pattern) => (_pattern, Fault) = LinearPattern.Compile(pattern);

    /// <summary>Why the pattern is not served, and matches nothing; null when it is.</summary>
    public PatternFault? Fault { get; }

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

        Span<char> room = stackalloc char[ContextValue.RoomForText];
        return Of(_pattern.Matches(value.TextIn(room)));
    }
}
