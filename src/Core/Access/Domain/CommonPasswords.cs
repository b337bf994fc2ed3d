namespace ExperimentAdmin.Core.Access.Domain;

/// <summary>
/// The words that most passwords are made of, by counts of passwords that became public, and a few that people who set up servers
/// choose. Repetitions, rows of keys and digits alone are not among them: <see cref="PasswordPatterns"/> finds those.
/// </summary>
internal static class CommonPasswords
{
    private const string List = "common-passwords.txt";

    private static readonly Lazy<HashSet<string>> s_words = new(Read);

    /// <summary>Whether a password is one of them, also with capitals, with signs for letters, or with a few characters around it.</summary>
    public static bool Has(IEnumerable<PasswordReading> readings)
        => readings.Any(reading => reading.IsTheWord
            && (s_words.Value.Contains(reading.Word) || s_words.Value.Contains(PasswordPatterns.Unit(reading.Word))));

    private static HashSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream(List)
            ?? throw new InvalidOperationException($"{List} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(PasswordReading.Words).ToHashSet(StringComparer.Ordinal);
    }
}
