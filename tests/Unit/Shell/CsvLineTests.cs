using System.Text;
using ExperimentAdmin.App.Shell.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace ExperimentAdmin.Unit.Shell;

/// <summary>Whatever a spreadsheet parts cells by, it finds no formula in a file of ours.</summary>
public sealed class CsvLineTests
{
    private const string Signs = "=+-@\uFF1D\uFF0B\uFF0D\uFF20\u2212\uFE66\uFE62\uFE63\uFE6B";

    // What cells are made of that lead a reader astray.
    private static readonly string[] s_pieces =
    [
        .. Signs.Select(sign => $"{sign}"), ",", ";", "\t", "\r", "\n", "\r\n", "\"", "\"\"", "'", " ", "\u00A0", "\u200B", "\uFEFF", "\u2028", "\0", "a", "1", "x;y", "cmd|' /C calc'!A0",
    ];

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("=1", "'=1")]
    [InlineData("a;=1", "\"a;'=1\"")]
    [InlineData("a\t@x", "\"a\t'@x\"")]
    [InlineData("a\n-1", "\"a\n'-1\"")]
    [InlineData("a; \"=1", "\"a;' \"\"=1\"")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    [InlineData(" +1", "' +1")]
    [InlineData("[1,-2]", "\"[1,-2]\"")]
    [InlineData("1;2", "\"1;2\"")]
    [InlineData("a=b-c", "a=b-c")]
    public void ACell_IsQuotedWhereAReaderNeedsIt_AndMadeTextWhereItWouldBeAFormula(string cell, string written)
        => CsvLine.Of(cell).ShouldBe(written + "\r\n");

    [Fact]
    public void NoCell_StartsAFormula_UnderAnySeparator_HoweverTheReaderTakesQuotes()
    {
        var cell = Gen.Elements(s_pieces).ListOf().Select(pieces => string.Concat(pieces));
        Prop.ForAll(
            cell.ListOf(3).ToArbitrary(),
            cells =>
            {
                var line = CsvLine.Of([.. cells]);
                foreach (var separator in (char[])[',', ';', '\t'])
                {
                    foreach (var found in Cells(line, separator).Concat(Naive(line, separator == ',' ? null : separator)))
                    {
                        IsFormula(found).ShouldBeFalse($"{found} of {line} by '{separator}'");
                    }
                }
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void CellsThatAreNoFormulas_ComeBackAsTheyWere()
        => Prop.ForAll(
            Gen.Elements("a", "b c", ",", ";", "\"", "\n", "ä", "1").ListOf().Select(pieces => string.Concat(pieces)).ListOf(3).ToArbitrary(),
            cells => Cells(CsvLine.Of([.. cells]), ',').ShouldBe(cells)).Check(Config.QuickThrowOnFailure);

    private static bool IsFormula(string cell)
    {
        var text = cell.TrimStart('"', ' ', '\u00A0', '\u200B', '\uFEFF', '\0');
        return text.Length > 0 && Signs.Contains(text[0], StringComparison.Ordinal);
    }

    // Cells as a reader has them that takes quotes for nothing. Where the separator is ours that reader would see cells that nobody means.
    private static IEnumerable<string> Naive(string line, char? separator)
        => separator is { } mark ? line.Split([mark, '\r', '\n']) : [];

    // Cells as a reader has them that takes a quote at the beginning of a cell as its beginning.
    private static List<string> Cells(string line, char separator)
    {
        List<string> cells = [];
        var at = 0;
        var text = line.EndsWith("\r\n", StringComparison.Ordinal) ? line[..^2] : line;
        while (true)
        {
            var cell = new StringBuilder();
            var quoted = at < text.Length && text[at] == '"';
            at += quoted ? 1 : 0;
            while (at < text.Length && (quoted || (text[at] != separator && text[at] is not ('\r' or '\n'))))
            {
                if (!quoted || text[at] != '"')
                {
                    cell.Append(text[at++]);
                }
                else if (at + 1 < text.Length && text[at + 1] == '"')
                {
                    cell.Append('"');
                    at += 2;
                }
                else
                {
                    quoted = false;
                    at++;
                }
            }

            cells.Add(cell.ToString());
            if (at++ >= text.Length)
            {
                return cells;
            }
        }
    }
}
