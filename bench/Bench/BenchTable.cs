using System.Globalization;

namespace ExperimentAdmin.Bench;

/// <summary>Prints the result, one line a row.</summary>
internal static class BenchTable
{
    public static void Print(IReadOnlyList<BenchRow> rows)
    {
        string[][] lines =
        [
            ["what", "median", "against", "ratio", "goal", "met"],
            .. rows.Select(row => new[]
            {
                row.What, row.Figure, row.Against ?? "", row.Ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "", row.Goal ?? "",
                row.IsMet switch { true => "yes", false => "NO", null => "" },
            }),
        ];
        var widths = Enumerable.Range(0, lines[0].Length).Select(column => lines.Max(line => line[column].Length)).ToArray();
        foreach (var (number, line) in lines.Index())
        {
            Console.WriteLine(string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
            if (number == 0)
            {
                Console.WriteLine(string.Join("  ", widths.Select(width => new string('-', width))));
            }
        }
    }
}
