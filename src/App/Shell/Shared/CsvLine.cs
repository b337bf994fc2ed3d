using System.Buffers;
using System.Globalization;
using System.Text;

namespace ExperimentAdmin.App.Shell.Shared;

/// <summary>
/// One line of a CSV file. A spreadsheet runs a cell that begins with a sign of calculation as a formula, and goes by the
/// separator of its own country: so nothing begins with one, neither a cell nor what a semicolon, a tab or the end of a line
/// would make one.
/// </summary>
internal static class CsvLine
{
    // With the minus that is none of ASCII's. What is only wider or smaller is the same sign to a spreadsheet.
    private const string Formulas = "=+-@\u2212";

    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",;\t\"\r\n");

    public static string Of(params ReadOnlySpan<string?> cells)
    {
        var quoted = new string[cells.Length];
        for (var index = 0; index < cells.Length; index++)
        {
            quoted[index] = Quote(cells[index] ?? string.Empty);
        }

        return string.Join(',', quoted) + "\r\n";
    }

    private static string Quote(string cell)
    {
        var harmless = Harmless(cell);
        return harmless.AsSpan().ContainsAny(s_quoted) ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }

    // Marks as text each piece that would begin a formula if it were a cell.
    private static string Harmless(string cell)
    {
        var text = new StringBuilder(cell.Length);
        var (start, isOpen) = (0, true); // Of the piece as it is written, while nothing of it counts yet.
        foreach (var character in cell)
        {
            if (isOpen && IsFormula(character))
            {
                _ = text.Insert(start, '\'');
                isOpen = false;
            }

            _ = text.Append(character);
            if (character is ';' || char.IsControl(character) || char.GetUnicodeCategory(character) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                (start, isOpen) = (text.Length, true);
            }
            else if (!IsSkipped(character))
            {
                isOpen = false;
            }
        }

        return text.ToString();
    }

    private static bool IsFormula(char character)
        => Formulas.Contains(character, StringComparison.Ordinal)
            || (character >= '\uFE50' && !char.IsSurrogate(character) && $"{character}".Normalize(NormalizationForm.FormKC) is [var plain] && Formulas.Contains(plain, StringComparison.Ordinal));

    // What readers drop before they look at a cell.
    private static bool IsSkipped(char character)
        => character is '"' || char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) is UnicodeCategory.Format;
}
