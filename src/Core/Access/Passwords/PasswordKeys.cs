namespace ExperimentAdmin.Core.Access.Passwords;

/// <summary>Where the keys lie next to each other, on the keyboards that most people have.</summary>
internal static class PasswordKeys
{
    private const int ShortestRowOfFew = 6;

    private const string Digits = "1234567890-=";

    // With Shift on the keyboards of the United States and of Germany.
    private static readonly string[] s_shifted = ["!@#$%^&*()_+", "!\"§$%&/()="];

    // Column below column, so that 1qaz is a straight line.
    private static readonly Dictionary<char, (int Row, int Column)>[] s_keyboards =
    [
        Keyboard(Digits, "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./"),
        Keyboard("1234567890ß", "qwertzuiopü+", "asdfghjklöä#", "yxcvbnm,.-"),
        Keyboard("1234567890", "azertyuiop^$", "qsdfghjklmù*", "wxcvbn,;:!"),
        Keyboard(Digits, "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю."),
        Keyboard(Digits, ";ςερτυθιοπ", "ασδφγηξκλ", "ζχψωβνμ"),
    ];

    // Few people type on these, so that only what goes along a row counts.
    private static readonly Dictionary<char, (int Row, int Column)>[] s_few =
    [
        Keyboard(Digits, "',.pyfgcrl/=", "aoeuidhtns-", ";qjkxbmwvz"),
        Keyboard(Digits, "qwfpgjluy;[]", "arstdhneio'", "zxcvbkm,./"),
    ];

    /// <summary>Whether the characters lie on a straight line, each beside the one before.</summary>
    public static bool AreStraight(string text)
        => Array.Exists(s_keyboards, keyboard => Step(keyboard, text) is not null)
            || (text.Length >= ShortestRowOfFew && Array.Exists(s_few, keyboard => Step(keyboard, text)?.Rows == 0));

    /// <summary>Whether the second of two texts of the same length goes the same way as the first, or as in a mirror, from a key close by.</summary>
    public static bool AreBeside(string one, string other)
        => Array.Exists(s_keyboards, keyboard => Step(keyboard, one) is { } step && Step(keyboard, other) is { } next
            && (next == step || (step.Rows != 0 && next == (step.Rows, -step.Columns)))
            && Math.Abs(keyboard[one[0]].Row - keyboard[other[0]].Row) <= 1
            && Math.Abs(keyboard[one[0]].Column - keyboard[other[0]].Column) <= (next == step ? 1 : 2));

    private static (int Rows, int Columns)? Step(Dictionary<char, (int Row, int Column)> keyboard, string text)
    {
        (int Rows, int Columns)? step = null;
        for (var index = 1; index < text.Length; index++)
        {
            if (!keyboard.TryGetValue(text[index - 1], out var from) || !keyboard.TryGetValue(text[index], out var to))
            {
                return null;
            }

            var next = (Rows: to.Row - from.Row, Columns: to.Column - from.Column);
            if (next == (0, 0) || next.Rows is < -1 or > 1 || next.Columns is < -1 or > 1 || (step is not null && step != next))
            {
                return null;
            }

            step = next;
        }

        return step;
    }

    private static Dictionary<char, (int Row, int Column)> Keyboard(params string[] rows)
        => rows.SelectMany((row, number) => Keys(row, number)).Concat(s_shifted.SelectMany(row => Keys(row, 0)))
            .DistinctBy(key => key.Key).ToDictionary();

    private static IEnumerable<KeyValuePair<char, (int Row, int Column)>> Keys(string row, int number)
        => row.Select((key, column) => KeyValuePair.Create(key, (number, column)));
}
