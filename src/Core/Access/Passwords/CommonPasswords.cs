namespace ExperimentAdmin.Core.Access.Passwords;

/// <summary>
/// The words that most passwords are made of, by counts of passwords that became public, and those that people choose first who set up
/// servers: names, seasons, places, pets, greetings, products. Repetitions, rows of keys and digits alone are not among them:
/// <see cref="PasswordPatterns"/> finds those.
/// </summary>
internal static class CommonPasswords
{
    private const string List = "common-passwords.txt";

    // Before the words that are tried also two at a time.
    private const char Joined = '+';

    // Who separates this many words has written a passphrase.
    private const int ManyWords = 3;
    private const int ShortestPlural = 6;

    // Two words with fewer letters come about by chance.
    private const int ShortestPair = 7;
    private const int LongestPair = 40;

    private static readonly char[] s_digits = [.. "0123456789"];

    private static readonly Lazy<(HashSet<string> All, HashSet<string> Joined)> s_words = new(Read);

    /// <summary>
    /// Whether a password is one of them, also with capitals, with signs for letters, from its end to its beginning, or with a few
    /// characters around it.
    /// </summary>
    public static bool Has(IEnumerable<PasswordReading> readings) => readings.Any(reading => reading.IsLittleMore && Is(reading.Word));

    /// <summary>Whether a password is two of the most common ones, and no passphrase of more words.</summary>
    public static bool HasTwo(string password, IEnumerable<PasswordReading> readings)
        => CountWords(password) < ManyWords && readings.Any(reading => reading.IsLittleMore && AreTwo(reading));

    private static bool Is(string word)
        => s_words.Value.All.Contains(word)
            || s_words.Value.All.Contains(PasswordPatterns.Unit(word))
            || (word.Length >= ShortestPlural && word[^1] == 's' && s_words.Value.All.Contains(word[..^1]));

    // Also with digits between them.
    private static bool AreTwo(PasswordReading reading)
    {
        var text = reading.Word;
        var shortest = ShortestPair + (reading.IsBackwards ? ShortestPair : 0) + (2 * reading.Changes);
        return text.Length >= shortest && text.Length <= LongestPair && Enumerable.Range(1, text.Length - 1).Any(length =>
        {
            var second = text[length..].TrimStart(s_digits);
            return length + second.Length >= shortest && s_words.Value.Joined.Contains(second) && s_words.Value.Joined.Contains(text[..length]);
        });
    }

    // Words begin after what is no letter, and with capitals.
    private static int CountWords(string password)
    {
        var words = 0;
        for (var index = 0; index < password.Length; index++)
        {
            var isAfterLetter = index > 0 && char.IsLetter(password[index - 1]);
            words += char.IsLetter(password[index]) && index + 1 < password.Length && char.IsLower(password[index + 1])
                && (!isAfterLetter || (char.IsUpper(password[index]) && char.IsLower(password[index - 1]))) ? 1 : 0;
        }

        return words;
    }

    private static (HashSet<string> All, HashSet<string> Joined) Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream(List)
            ?? throw new InvalidOperationException($"{List} is not in the assembly.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (Words(lines.Select(line => line.TrimStart(Joined))), Words(lines.Where(line => line[0] == Joined).Select(line => line[1..])));
    }

    private static HashSet<string> Words(IEnumerable<string> words) => words.SelectMany(PasswordReading.Words).ToHashSet(StringComparer.Ordinal);
}
