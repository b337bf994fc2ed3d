namespace ExperimentAdmin.App.Shell;

/// <summary>One line of a CSV file.</summary>
internal static class CsvLine
{
    // A spreadsheet runs a cell that begins with one of these as a formula.
    private const string Formulas = "=+-@\t\r";

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
        var harmless = cell.Length > 0 && Formulas.Contains(cell[0], StringComparison.Ordinal) ? $"'{cell}" : cell;
        return harmless.AsSpan().ContainsAny(",\"\r\n") ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }
}
