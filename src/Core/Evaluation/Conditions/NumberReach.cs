using System.Text.RegularExpressions;
using ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

namespace ExperimentAdmin.Core.Evaluation.Conditions;

/// <summary>
/// Where in text that looks like a number one may be after a part of a pattern: a minus, digits, a point, digits. For each place
/// before the part, the places after it as bits, so that a part is looked at once, however deep it is nested.
/// </summary>
internal readonly struct NumberReach
{
    private const string Digits = "0123456789";

    // Before anything, after the minus, among the digits, after the point, among those of the fraction.
    private const int Start = 0;
    private const int Minus = 1;
    private const int Whole = 2;
    private const int Point = 3;
    private const int Fraction = 4;
    private const int Places = 5;

    private readonly int[] _after;

    private NumberReach(int[] after) => _after = after;

    private static NumberReach Same => new([.. Enumerable.Range(0, Places).Select(place => 1 << place)]);

    /// <summary>Whether a pattern can match such text, or its beginning.</summary>
    public static bool Includes(PatternPart part)
        => Of(part, new Dictionary<string, NumberReach>(StringComparer.Ordinal))._after[Start] != 0;

    private static NumberReach Of(PatternPart part, Dictionary<string, NumberReach> kinds) => part switch
    {
        PatternPart.One one => kinds.TryGetValue(one.Kind, out var known) ? known : kinds[one.Kind] = Of(one.Kind),
        PatternPart.Assertion { Wanted: PatternPosition.Start or PatternPosition.LineStart } => Only(Start),
        PatternPart.Assertion { Wanted: PatternPosition.End or PatternPosition.LastLineEnd or PatternPosition.LineEnd } => Only(Whole, Fraction),
        PatternPart.Sequence sequence => sequence.Parts.Aggregate(Same, (reach, each) => reach.Then(Of(each, kinds))),
        PatternPart.Choice choice => choice.Parts.Select(each => Of(each, kinds)).Aggregate((one, other) => one.Or(other)),
        PatternPart.Repeat repeat => Of(repeat.Part, kinds).Times(repeat.Least, repeat.Most),
        _ => Same,
    };

    private static NumberReach Of(string kind)
    {
        var (digit, minus, point) = (Digits.Any(each => Has(kind, each)), Has(kind, '-'), Has(kind, '.'));
        var after = new int[Places];
        after[Start] = (digit ? 1 << Whole : 0) | (minus ? 1 << Minus : 0);
        after[Minus] = digit ? 1 << Whole : 0;
        after[Whole] = (digit ? 1 << Whole : 0) | (point ? 1 << Point : 0);
        after[Point] = after[Fraction] = digit ? 1 << Fraction : 0;
        return new NumberReach(after);
    }

    private static bool Has(string kind, char character) => kind is [not '.' and var plain]
        ? plain == character
        : Regex.IsMatch(character.ToString(), kind, RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);

    private static NumberReach Only(params ReadOnlySpan<int> places)
    {
        var after = new int[Places];
        foreach (var place in places)
        {
            after[place] = 1 << place;
        }

        return new NumberReach(after);
    }

    // More repetitions than there are places lead nowhere else.
    private NumberReach Times(int least, int? most)
    {
        var reach = Same;
        for (var turn = 0; turn < Math.Min(least, Places + 1); turn++)
        {
            reach = reach.Then(this);
        }

        for (var turn = 0; turn < Math.Min((most ?? int.MaxValue) - least, Places + 1); turn++)
        {
            reach = reach.Or(reach.Then(this));
        }

        return reach;
    }

    private NumberReach Then(NumberReach next)
    {
        var after = new int[Places];
        for (var place = 0; place < Places; place++)
        {
            for (var middle = 0; middle < Places; middle++)
            {
                after[place] |= (_after[place] >> middle & 1) == 0 ? 0 : next._after[middle];
            }
        }

        return new NumberReach(after);
    }

    private NumberReach Or(NumberReach other) => new([.. _after.Zip(other._after, (one, two) => one | two)]);
}
