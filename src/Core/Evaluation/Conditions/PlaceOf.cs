using ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

namespace ExperimentAdmin.Core.Evaluation.Conditions;

/// <summary>Tells what is true of the places between the characters of a text.</summary>
internal static class PlaceOf
{
    // What is in a word for the places where one begins or ends; joiners are, though no pattern takes them for letters of one.
    private static readonly PatternLetters s_letters = new([@"[\w\u200C\u200D]"], words: 1);

    /// <summary>All that can be true together.</summary>
    public static IReadOnlyList<PatternPlace> All { get; } =
    [
        .. from start in (PatternPlace[])[PatternPlace.None, PatternPlace.LineStart, PatternPlace.LineStart | PatternPlace.Start]
           from end in (PatternPlace[])
           [
               PatternPlace.None, PatternPlace.LineEnd, PatternPlace.LineEnd | PatternPlace.LastLineEnd,
               PatternPlace.LineEnd | PatternPlace.LastLineEnd | PatternPlace.End,
           ]
           from edge in (PatternPlace[])[PatternPlace.None, PatternPlace.WordEdge]
           select start | end | edge,
    ];

    /// <summary>What is true before a character, or at the end, as far as it is asked.</summary>
    public static PatternPlace In(ReadOnlySpan<char> text, int index, PatternPlace asked)
    {
        var place = index == 0 ? PatternPlace.Start | PatternPlace.LineStart
            : text[index - 1] == '\n' ? PatternPlace.LineStart
            : PatternPlace.None;
        place |= index == text.Length ? PatternPlace.End | PatternPlace.LastLineEnd | PatternPlace.LineEnd
            : text[index] != '\n' ? PatternPlace.None
            : index == text.Length - 1 ? PatternPlace.LastLineEnd | PatternPlace.LineEnd
            : PatternPlace.LineEnd;
        if ((asked & PatternPlace.WordEdge) != PatternPlace.None
            && (index > 0 && IsInWord(text[index - 1])) != (index < text.Length && IsInWord(text[index])))
        {
            place |= PatternPlace.WordEdge;
        }

        return place & asked;
    }

    private static bool IsInWord(char character) => s_letters.At(character)[0] != 0;
}
