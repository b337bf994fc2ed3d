using System.Text;
using ExperimentAdmin.Core.Common;

namespace ExperimentAdmin.Core.Access.Domain;

/// <summary>One way to read a password as a word with something around it: <c>P@ssw0rd1!</c> is <c>password</c> before <c>1!</c>.</summary>
/// <param name="Word">Letters and digits in lower case, with letters for the characters that stand for them.</param>
/// <param name="Before">What stands before it, none of it a letter.</param>
/// <param name="After">What stands after it, none of it a letter.</param>
internal sealed record PasswordReading(string Word, string Before, string After)
{
    // More characters around a word than anybody guesses are the password, and not the word.
    private const int MostAround = 6;
    private const int FewSurprises = 3;

    // How many characters at each end are tried as part of the word; the others stand around it.
    private const int MostCuts = 8;

    private const string Stand = "0134578@$!+|";
    private const string OneIsL = "oleastbasitl";
    private const string OneIsI = "oieastbasiti";

    /// <summary>Whether what stands around the word is too little to make a difference.</summary>
    public bool IsTheWord => Before.Length + After.Length <= MostAround
        || PasswordPatterns.Surprises(Before) + PasswordPatterns.Surprises(After) <= FewSurprises;

    /// <summary>Every way to read a password.</summary>
    public static IEnumerable<PasswordReading> Of(string password)
    {
        var folded = Fold(password);
        var (first, last) = (folded.TakeWhile(character => !char.IsLetter(character)).Count(), folded.Reverse().TakeWhile(character => !char.IsLetter(character)).Count());
        if (first == folded.Length)
        {
            return [new(folded, string.Empty, string.Empty)];
        }

        return from start in Cuts(first)
               from end in Cuts(last)
               from word in Words(folded[start..^end])
               select new PasswordReading(word, folded[..start], folded[^end..]);
    }

    /// <summary>A text as letters and digits in lower case, as it is and with letters for the characters that stand for them.</summary>
    public static IEnumerable<string> Words(string text)
    {
        var folded = Fold(text);
        return [LettersAndDigits(folded), LettersAndDigits(Plain(folded, OneIsL)), LettersAndDigits(Plain(folded, OneIsI))];
    }

    /// <summary>Lower case, and one character for those that look alike by compatibility.</summary>
    public static string Fold(string text) => TextFold.Fold(TextFold.Fold(text).Normalize(NormalizationForm.FormKC));

    private static IEnumerable<int> Cuts(int most) => Enumerable.Range(0, Math.Min(most, MostCuts) + 1).Append(most).Distinct();

    private static string Plain(string text, string letters)
        => string.Concat(text.Select(character => Stand.IndexOf(character, StringComparison.Ordinal) is var at and >= 0 ? letters[at] : character));

    private static string LettersAndDigits(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
