namespace ExperimentAdmin.Core.Access.Passwords;

/// <summary>Finds what needs no list to be guessed: repetitions, sequences, rows of keys, dates.</summary>
internal static class PasswordPatterns
{
    private const int FewCharacters = 4;
    private const int FewSurprises = 3;
    private const int ManyDigits = 12;

    // One character in so many, or fewer, is a repetition, if not a regular one.
    private const int DistinctOf = 3;
    private const string Separators = ".-/: ";

    // Shorter runs come about by chance.
    private const int ShortestRun = 3;
    private const int ShortestPair = 6;
    private const int LongestRun = 16;
    private const int YearLength = 4;

    /// <summary>Whether a password is little else than a pattern.</summary>
    public static bool IsRegular(string password)
    {
        var folded = PasswordSpelling.Fold(password);
        return folded.Distinct().Count() <= Math.Min(folded.Length / DistinctOf, FewCharacters)
            || Unit(folded).Length < Math.Min(IdentityRules.ShortestPassword, folded.Length)
            || Halves(folded) <= 2 * Math.Max(FewSurprises, folded.Length / 4)
            || IsDate(folded);
    }

    /// <summary>What a text repeats from its beginning to its end, where the last time may be cut off; else the whole text.</summary>
    public static string Unit(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            if (text.AsSpan(length).SequenceEqual(text.AsSpan(0, text.Length - length)))
            {
                return text[..length];
            }
        }

        return text;
    }

    /// <summary>How many characters and straight runs a text is made of, at least; a short run of letters counts as half of one more.</summary>
    /// <param name="folded">In lower case.</param>
    public static int Surprises(string folded) => (Halves(folded) + 1) / 2;

    private static int Halves(string folded)
    {
        var least = new int[folded.Length + 1];
        for (var end = 1; end <= folded.Length; end++)
        {
            least[end] = least[end - 1] + 2;
            for (var start = end - 2; start >= Math.Max(0, end - LongestRun); start--)
            {
                if (Cost(folded[start..end], folded[..start]) is { } cost)
                {
                    least[end] = Math.Min(least[end], least[start] + cost);
                }
                else if (end - start > ShortestPair)
                {
                    break; // What is longer is no run either.
                }
            }
        }

        return least[^1];
    }

    // What a run counts, in halves of a character: less than nothing where it goes on beside the one before, which is then no chance
    // either; twice when it is two runs that take turns; null for none.
    private static int? Cost(string text, string before)
    {
        if (IsStraight(text))
        {
            return before.Length >= text.Length && text.Length >= ShortestRun && PasswordKeys.AreBeside(before[^text.Length..], text) ? -1
                : text.Length == ShortestRun && !text.All(char.IsAsciiDigit) ? 3
                : 2;
        }

        return text.Length >= ShortestPair && IsStraight(EverySecond(text, 0)) && IsStraight(EverySecond(text, 1)) ? 4 : null;
    }

    private static string EverySecond(string text, int from) => string.Concat(text.Where((_, index) => index % 2 == from));

    private static bool IsStraight(string text)
    {
        if (text.Length < ShortestRun)
        {
            return char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1]) && Math.Abs(text[^1] - text[0]) <= 1;
        }

        return IsSequence(text) || IsYear(text) || PasswordKeys.AreStraight(text);
    }

    // The same again and again, or through the alphabet, also with every second left out.
    private static bool IsSequence(string text)
    {
        var step = text[1] - text[0];
        return step == 0
            ? text.All(character => character == text[0])
            : (text.All(char.IsAsciiDigit) || text.All(char.IsLetter)) && Math.Abs(step) <= (char.IsLetter(text[0]) && text.Length == ShortestRun ? 1 : 2)
                && !text.Where((character, index) => index > 0 && character - text[index - 1] != step).Any();
    }

    private static bool IsYear(string text)
        => text.Length == YearLength && text.All(char.IsAsciiDigit) && text[..2] is "19" or "20";

    // Dates, numbers of telephones, and whatever else is short and has digits alone.
    private static bool IsDate(string folded)
        => folded.Any(char.IsDigit) && folded.Count(char.IsDigit) < ManyDigits
            && folded.All(character => char.IsDigit(character) || Separators.Contains(character, StringComparison.Ordinal));
}
