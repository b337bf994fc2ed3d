using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ExperimentAdmin.App.Shell.Logs;

/// <summary>
/// The log as text: <c>2026-06-11T12:00:00.000Z fail: Category[1] What happened.</c>, and below it what an exception says, indented. What
/// somebody sent can neither begin a line nor move the cursor of whoever reads.
/// </summary>
internal sealed class TextLines(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "text";

    private const string Indent = "    ";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        ArgumentNullException.ThrowIfNull(textWriter);
        textWriter.Write(string.Create(
            CultureInfo.InvariantCulture, $"{LogSetup.Moment(clock)} {Word(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}] "));
        textWriter.WriteLine(Visible(logEntry.Formatter(logEntry.State, logEntry.Exception)));
        foreach (var line in logEntry.Exception?.ToString().Split('\n') ?? [])
        {
            textWriter.Write(Indent);
            textWriter.WriteLine(Visible(line.TrimEnd('\r')));
        }
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        LogLevel.Critical => "crit",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };

    private static string Visible(string text)
    {
        if (!text.Any(IsHidden))
        {
            return text;
        }

        var visible = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            _ = character switch
            {
                '\n' => visible.Append(@"\n"),
                '\r' => visible.Append(@"\r"),
                _ when IsHidden(character) => visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => visible.Append(character),
            };
        }

        return visible.ToString();
    }

    private static bool IsHidden(char character)
        => char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
