using ExperimentAdmin.App.Shell.Logs;
using Microsoft.Extensions.Configuration;

namespace ExperimentAdmin.Unit.Shell;

/// <summary>How the log is written, as the operator sets it.</summary>
public sealed class LogFormatSettingTests
{
    [Theory]
    [InlineData(null, "Text")]
    [InlineData(" ", "Text")]
    [InlineData("text", "Text")]
    [InlineData(" JSON ", "Json")]
    public void AWay_IsTaken(string? value, string expected) => Read(value).Format.ToString().ShouldBe(expected);

    [Theory]
    [InlineData("1")]
    [InlineData("xml")]
    [InlineData("Text,Json")]
    public void WhatIsNone_StopsTheStart_WithASentenceThatNamesTheKey(string value)
        => Should.Throw<StartFailureException>(() => Read(value)).Message
            .ShouldBe($"Log:Format is '{value}', which is not a way to write the log: set it to Text or Json, or remove it.");

    private static LogOptions Read(string? value)
        => LogOptions.From(new ConfigurationBuilder().AddInMemoryCollection([new("Log:Format", value)]).Build());
}
