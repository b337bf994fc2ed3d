namespace ExperimentAdmin.Core.Access.Passwords;

/// <summary>One way to read a password as a word with something around it: <c>P@ssw0rd1!</c> is <c>password</c> before <c>1!</c>.</summary>
/// <param name="Word">Letters and digits in lower case, with letters for the characters that stand for them.</param>
/// <param name="Around">How many characters stand before and after it, none of them a letter.</param>
/// <param name="Surprises">How many of these do not follow from the others.</param>
/// <param name="Changes">What it took to read it: characters that stand for letters and, in a short word, signs that are left out.</param>
/// <param name="IsBackwards">Whether it is read from its end.</param>
internal sealed record PasswordReading(string Word, int Around, int Surprises, int Changes, bool IsBackwards = false)
{
    // More characters around a word than anybody guesses are the password, and not the word.
    private const int MostAround = 6;
    private const int FewSurprises = 3;

    // How many characters at each end are tried as part of the word; the others stand around it.
    private const int MostCuts = 8;
    private const int Backwards = 2;

    // Shorter words are in others by chance, the other way round even more.
    private const int ShortestBackwards = 5;
    private const int ShortWord = 6;

    private const string Stand = "0134578@$!+|";
    private const string OneIsL = "oleastbasitl";
    private const string OneIsI = "oieastbasiti";
    private const string Separators = " -_.";

    private int Effort => Surprises + Changes + (IsBackwards ? Backwards : 0);

    /// <summary>Whether what stands around a word that somebody who knows them tries is too little to make a difference.</summary>
    public bool IsTheWord => Around <= MostAround || Surprises <= FewSurprises;

    /// <summary>
    /// Whether it is little more than its word, when the word is one of many: the shorter that is, the sooner it is in a password by
    /// chance, and the less may be around it.
    /// </summary>
    public bool IsLittleMore => Word.Length switch
    {
        <= 3 => Effort <= 2,
        4 => Effort + Changes <= 3,
        5 => Effort <= 3 || (Effort == 4 && Around == 4 && Changes == 0),
        6 => Effort <= 4 || (Around <= MostAround && !IsBackwards && Changes == 0),
        _ => Effort <= 4 || (Around <= MostAround && !IsBackwards),
    };

    /// <summary>Every way to read a password.</summary>
    public static IEnumerable<PasswordReading> Of(string password)
        => PasswordSpelling.Of(password).SelectMany(OfSpelling).SelectMany(reading => reading.BothWays()).Distinct();

    /// <summary>
    /// A text as letters and digits in lower case, in each of its spellings, as it is and with letters for the characters that stand for
    /// them.
    /// </summary>
    public static IEnumerable<string> Words(string text)
        => PasswordSpelling.Of(text).SelectMany(spelling => Replaced(spelling).Select(LettersAndDigits)).Distinct(StringComparer.Ordinal);

    /// <summary>A text from its end to its beginning.</summary>
    public static string Reverse(string text) => string.Concat(text.Reverse());

    private IEnumerable<PasswordReading> BothWays()
        => Word.Length < ShortestBackwards ? [this] : [this, this with { Word = Reverse(Word), IsBackwards = true }];

    private static IEnumerable<PasswordReading> OfSpelling(string text)
    {
        var (first, last) = (text.TakeWhile(character => !char.IsLetter(character)).Count(), text.Reverse().TakeWhile(character => !char.IsLetter(character)).Count());
        if (first == text.Length)
        {
            return [new(text, 0, 0, 0)];
        }

        var starts = Cuts(first).Select(cut => (Cut: cut, Surprises: PasswordPatterns.Surprises(text[..cut])));
        var ends = Cuts(last).Select(cut => (Cut: cut, Surprises: PasswordPatterns.Surprises(text[^cut..]))).ToList();
        return from start in starts
               from end in ends
               let inner = text[start.Cut..^end.Cut]
               from replaced in Replaced(inner)
               where char.IsLetterOrDigit(replaced[0]) && char.IsLetterOrDigit(replaced[^1]) && HasFewSigns(replaced)
               let word = LettersAndDigits(replaced)
               let leftOut = word.Length <= ShortWord ? replaced.Length - word.Length : 0
               select new PasswordReading(word, start.Cut + end.Cut, start.Surprises + end.Surprises, CountChanges(inner, replaced) + leftOut);
    }

    private static int CountChanges(string inner, string replaced)
        => inner.Length == replaced.Length ? inner.Zip(replaced).Count(pair => pair.First != pair.Second) : 1;

    private static IEnumerable<int> Cuts(int most) => Enumerable.Range(0, Math.Min(most, MostCuts) + 1).Append(most).Distinct();

    private static IEnumerable<string> Replaced(string text)
        => new[] { text, text.Replace("vv", "w", StringComparison.Ordinal) }
            .SelectMany(read => new[] { read, Plain(read, OneIsL), Plain(read, OneIsI) }).Distinct(StringComparer.Ordinal);

    // Between letters, one sign again and again is no more than a blank; different ones are part of the password.
    private static bool HasFewSigns(string text)
        => text.Where(character => !char.IsLetterOrDigit(character) && !Separators.Contains(character, StringComparison.Ordinal)).Distinct().Count() <= 1;

    private static string Plain(string text, string letters)
        => string.Concat(text.Select(character => Stand.IndexOf(character, StringComparison.Ordinal) is var at and >= 0 ? letters[at] : character));

    private static string LettersAndDigits(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
