using ExperimentAdmin.App.Shell.Commands;
using ExperimentAdmin.Core.Common;

namespace ExperimentAdmin.Unit.Shell;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(null, "--urls", "http://127.0.0.1:5080")]
    [InlineData(null, "--reset-passwords", "ada@example.com")]
    [InlineData(typeof(ResetPasswordCommand), "--reset-password", "ada@example.com")]
    [InlineData(typeof(ResetPasswordCommand), "--Reset-Password=ada@example.com", "--Server:PathBase", "/x")]
    [InlineData(typeof(ResetPasswordCommand), "--Server:PathBase=/x", "--reset-password", "ada@example.com")]
    [InlineData(typeof(CopyCommand), "--copy-to=Host=db;Database=x")]
    [InlineData(typeof(CopyCommand), "--copy-to", "Host=db;Database=x")]
    [InlineData(typeof(ProbeCommand), "--probe", "http://127.0.0.1:5080/health/live")]
    public void ACommand_IsFoundAmongSettings(Type? command, params string[] arguments) => CommandLine.Find(arguments)?.GetType().ShouldBe(command);

    [Theory]
    [InlineData("--reset-password needs a value: say whose password it is", "--reset-password")]
    [InlineData("--reset-password needs a value", "--reset-password=")]
    [InlineData("--reset-password needs a value", "--reset-password", " ")]
    [InlineData("--reset-password needs a value", "--reset-password", "--urls", "http://127.0.0.1:5080")]
    [InlineData("--copy-to needs a value: say which empty database", "--copy-to")]
    [InlineData("--probe needs a value: say which address", "--probe")]
    [InlineData("--reset-password and --copy-to are two commands", "--reset-password", "a@b.c", "--copy-to=Host=db;Password=secret")]
    [InlineData("--reset-password and --reset-password are two commands", "--reset-password", "a@b.c", "--reset-password=d@e.f")]
    public void WhatSaysTooLittleOrTooMuch_IsRefused(string sentence, params string[] arguments)
    {
        var message = Should.Throw<StartFailureException>(() => CommandLine.Find(arguments)).Message;

        message.ShouldStartWith(sentence);
        message.ShouldNotContain("secret");
    }
}
