namespace ExperimentAdmin.Core.Access.Domain;

/// <summary>Finds what needs no list to be guessed: repetitions, sequences, rows of keys, dates.</summary>
internal static class PasswordPatterns
{
    private const int FewCharacters = 4;
    private const int FewSurprises = 3;
    private const int ManyDigits = 12;
    private const string Separators = ".-/: ";

    // The rows of a keyboard with and without Shift, and by how many keys each begins further to the right.
    private static readonly (string Plain, string Shifted, double Offset)[] s_rows =
    [
        ("1234567890-=", "!@#$%^&*()_+", 0),
        ("qwertyuiop[]", "qwertyuiop{}", 0.5),
        ("asdfghjkl;'", "asdfghjkl:\"", 0.75),
        ("zxcvbnm,./", "zxcvbnm<>?", 1.25),
    ];

    private static readonly Dictionary<char, (int Row, double X)> s_keys = s_rows
        .SelectMany((row, y) => row.Plain.Select((key, x) => (key, (y, x + row.Offset))).Concat(row.Shifted.Select((key, x) => (key, (y, x + row.Offset)))))
        .DistinctBy(key => key.key).ToDictionary(key => key.key, key => key.Item2);

    /// <summary>Whether a password is little else than a pattern.</summary>
    public static bool IsRegular(string password)
    {
        var folded = PasswordReading.Fold(password);
        return folded.Distinct().Count() <= FewCharacters
            || Unit(folded).Length < Math.Min(IdentityRules.ShortestPassword, folded.Length)
            || Surprises(folded) <= Math.Max(FewSurprises, folded.Length / 4)
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

    /// <summary>How many characters do not follow from those before them.</summary>
    /// <param name="folded">In lower case.</param>
    public static int Surprises(string folded)
        => folded.Where((_, index) => index == 0 || !Follows(index < 2 ? null : folded[index - 2], folded[index - 1], folded[index])).Count();

    // The same once more, the next or the one before in the alphabet, as far on as the last time, or a key beside.
    private static bool Follows(char? beforeLast, char last, char next)
    {
        var step = next - last;
        return step == 0
            || (AreOfAKind(last, next) && (step is 1 or -1 || (beforeLast is { } before && AreOfAKind(before, last) && last - before == step)))
            || (s_keys.TryGetValue(last, out var from) && s_keys.TryGetValue(next, out var to)
                && Math.Abs(from.Row - to.Row) <= 1 && Math.Abs(from.X - to.X) <= 1);
    }

    private static bool AreOfAKind(char one, char other)
        => (char.IsAsciiDigit(one) && char.IsAsciiDigit(other)) || (char.IsLetter(one) && char.IsLetter(other));

    // Dates, numbers of telephones, and whatever else is short and has digits alone.
    private static bool IsDate(string folded)
        => folded.Any(char.IsDigit) && folded.Count(char.IsDigit) < ManyDigits
            && folded.All(character => char.IsDigit(character) || Separators.Contains(character, StringComparison.Ordinal));
}
