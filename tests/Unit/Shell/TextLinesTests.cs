using System.Globalization;
using ExperimentAdmin.App.Shell.Logs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ExperimentAdmin.Unit.Shell;

/// <summary>The log as text: a line an entry, whatever is in it.</summary>
public sealed class TextLinesTests
{
    private readonly TextLines _lines = new(new FakeTimeProvider(new DateTimeOffset(2026, 6, 11, 14, 0, 0, 7, TimeSpan.FromHours(2))));

    [Fact]
    public void AnEntry_IsALine_WithTheTimeInUtc()
        => Write("It happened.").ShouldBe("2026-06-11T12:00:00.007Z warn: Some.Category[3] It happened.\n");

    [Fact]
    public void AnException_ComesBelow_Indented()
    {
        var lines = Write("It failed.", new InvalidOperationException("first\nsecond")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines[0].ShouldEndWith(" It failed.");
        lines[1..].ShouldBe(["    System.InvalidOperationException: first", "    second"]);
    }

    [Theory]
    [InlineData("/a\n2026-06-11T12:00:00.000Z crit: Forged[0] All is lost.", @"/a\n2026-06-11T12:00:00.000Z crit: Forged[0] All is lost.")]
    [InlineData("/a\r\nb", @"/a\r\nb")]
    [InlineData("/a\u001b[2J\u009b1A\u0007", @"/a\u001b[2J\u009b1A\u0007")]
    [InlineData("/a\u2028b\u2029c\u0085d\vf", @"/a\u2028b\u2029c\u0085d\u000bf")]
    [InlineData("/a\u202egnp.exe", @"/a\u202egnp.exe")]
    [InlineData("/größe/日本", "/größe/日本")]
    public void WhatSomebodySent_BeginsNoLine_AndMovesNoCursor(string sent, string written)
    {
        Write(sent).ShouldEndWith($"] {written}\n");
        var lines = Write("It failed.", new InvalidOperationException(sent)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[1..].ShouldAllBe(line => line.StartsWith("    ", StringComparison.Ordinal) && !line.Any(char.IsControl));
    }

    private string Write(string message, Exception? exception = null)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        _lines.Write(new LogEntry<string>(LogLevel.Warning, "Some.Category", new EventId(3), message, exception, (text, _) => text), null, writer);
        return writer.ToString();
    }
}
