using ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

namespace ExperimentAdmin.Core.Evaluation.Conditions;

/// <summary>Tells what is true of the places between the characters of a text.</summary>
internal static class PositionAssertions
{
    // What is in a word for the places where one begins or ends; joiners are, though no pattern takes them for letters of one.
    private static readonly PatternLetters s_letters = new([@"[\w\u200C\u200D]"], words: 1);

    /// <summary>All that can be true together.</summary>
    public static IReadOnlyList<PatternPosition> All { get; } =
    [
        .. from start in (PatternPosition[])[PatternPosition.None, PatternPosition.LineStart, PatternPosition.LineStart | PatternPosition.Start]
           from end in (PatternPosition[])
           [
               PatternPosition.None, PatternPosition.LineEnd, PatternPosition.LineEnd | PatternPosition.LastLineEnd,
               PatternPosition.LineEnd | PatternPosition.LastLineEnd | PatternPosition.End,
           ]
           from edge in (PatternPosition[])[PatternPosition.None, PatternPosition.WordEdge]
           select start | end | edge,
    ];

    /// <summary>What is true before a character, or at the end, as far as it is asked.</summary>
    public static PatternPosition In(ReadOnlySpan<char> text, int index, PatternPosition asked)
    {
        var place = index == 0 ? PatternPosition.Start | PatternPosition.LineStart
            : text[index - 1] == '\n' ? PatternPosition.LineStart
            : PatternPosition.None;
        place |= index == text.Length ? PatternPosition.End | PatternPosition.LastLineEnd | PatternPosition.LineEnd
            : text[index] != '\n' ? PatternPosition.None
            : index == text.Length - 1 ? PatternPosition.LastLineEnd | PatternPosition.LineEnd
            : PatternPosition.LineEnd;
        if ((asked & PatternPosition.WordEdge) != PatternPosition.None
            && (index > 0 && IsInWord(text[index - 1])) != (index < text.Length && IsInWord(text[index])))
        {
            place |= PatternPosition.WordEdge;
        }

        return place & asked;
    }

    private static bool IsInWord(char character) => s_letters.At(character)[0] != 0;
}
