using ExperimentAdmin.App.Shell.Commands;
using ExperimentAdmin.Core.Persistence;

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
    [InlineData(typeof(VersionCommand), "--version")]
    [InlineData(typeof(VersionCommand), "--Version")]
    public void ACommand_IsFoundAmongSettings(Type? command, params string[] arguments) => (CommandLine.Find(arguments)?.GetType()).ShouldBe(command);

    [Fact]
    public void WhatIsCopiedTo_IsNamedAsTheServerNamesItsDatabase()
    {
        var home = Path.GetTempPath().TrimEnd(Path.DirectorySeparatorChar);
        string File(string connection) => new CopyCommand(connection, []).Target(home).ConnectionString;

        File("Data Source=rel.db").ShouldBe($"Data Source={Path.Join(home, "rel.db")}");
        File("Filename=/srv/a/../rel.db;Pooling=False").ShouldBe("Data Source=/srv/rel.db;Pooling=False");
        new CopyCommand("Host=db;Database=x", []).Target(home).Provider.ShouldBe(DatabaseProvider.Postgres);
        foreach (var none in (string[])["Data Source=:memory:", "Data Source=a;Mode=Memory"])
        {
            Should.Throw<StartFailureException>(() => File(none)).Message.ShouldBe("The database has to be kept in a file: set --copy-to to 'Data Source=FILE'.");
        }

        Should.Throw<StartFailureException>(() => File("Data Source=file:rel.db")).Message.ShouldStartWith("--copy-to has the Data Source 'file:rel.db', which is not the path");
        Should.Throw<StartFailureException>(() => File($"Data Source={home}")).Message.ShouldContain("name a file in it in --copy-to");
    }

    [Theory]
    [InlineData("--reset-password needs a value: say whose password it is", "--reset-password")]
    [InlineData("--reset-password needs a value", "--reset-password=")]
    [InlineData("--reset-password needs a value", "--reset-password", " ")]
    [InlineData("--reset-password needs a value", "--reset-password", "--urls", "http://127.0.0.1:5080")]
    [InlineData(
        "--reset-password needs a value: say whose password it is, as in --reset-password ada@example.com. One that begins with -- is written as --reset-password=VALUE.",
        "--reset-password",
        "--odd@example.com")]
    [InlineData("--copy-to needs a value: say which empty database", "--copy-to")]
    [InlineData("--probe needs a value: say which address", "--probe")]
    [InlineData("--version stands alone", "--version", "--urls", "http://127.0.0.1:5080")]
    [InlineData("--version stands alone", "--urls=http://127.0.0.1:5080", "--version")]
    [InlineData("--version stands alone", "--version=1")]
    [InlineData("--probe and --version are two commands", "--probe=http://127.0.0.1:5080/health/live", "--version")]
    [InlineData("--reset-password and --copy-to are two commands", "--reset-password", "a@b.c", "--copy-to=Host=db;Password=secret")]
    [InlineData("--reset-password and --reset-password are two commands", "--reset-password", "a@b.c", "--reset-password=d@e.f")]
    public void WhatSaysTooLittleOrTooMuch_IsRefused(string sentence, params string[] arguments)
    {
        var message = Should.Throw<StartFailureException>(() => CommandLine.Find(arguments)).Message;

        message.ShouldStartWith(sentence);
        message.ShouldNotContain("secret");
    }
}
