using ExperimentAdmin.App.Shell.Starting;

namespace ExperimentAdmin.Unit.Shell;

/// <summary>What the process is started with and cannot be used is refused in one sentence that names it.</summary>
public sealed class StartArgumentsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("experiment-admin-start-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("--contentRoot", "nowhere", "The content root", "does not exist")]
    [InlineData("--contentRoot", "file", "The content root", "is a file")]
    [InlineData("--webRoot", "nowhere", "The web root", "does not exist")]
    [InlineData("--webRoot", "file", "The web root", "is a file")]
    public void AFolderThatIsNone_IsNamed(string argument, string name, string what, string why)
    {
        var path = Path.Join(_folder.FullName, name);
        File.WriteAllText(Path.Join(_folder.FullName, "file"), string.Empty);

        var sentence = Refused(argument, path);

        sentence.ShouldStartWith($"{what} {path} ");
        sentence.ShouldContain(why);
    }

    [Fact]
    public void AFolderThatMayNotBeRead_IsNamed_UnlessWhoeverStartsItMayReadEverything()
    {
        var closed = _folder.CreateSubdirectory("closed");
        if (!OperatingSystem.IsWindows())
        {
            closed.UnixFileMode = UnixFileMode.None;
        }

        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            StartArguments.Read(["--contentRoot", closed.FullName]).Environment.ContentRootPath.TrimEnd('/').ShouldBe(closed.FullName);
        }
        else
        {
            Refused("--contentRoot", closed.FullName).ShouldContain(closed.FullName);
        }
    }

    [Fact]
    public void SettingsThatAreNoJson_AreNamedWithTheLine()
    {
        File.WriteAllText(Path.Join(_folder.FullName, "appsettings.json"), "{\n  \"Api\": nope\n}");

        var sentence = Refused("--contentRoot", _folder.FullName);

        sentence.ShouldContain(Path.Join(_folder.FullName, "appsettings.json"));
        sentence.ShouldContain("line 2");
    }

    [Theory]
    [InlineData("garbage", "is no address")]
    [InlineData("http://localhost:99999", "a port is a number up to 65535")]
    [InlineData("ftp://localhost:21", "neither http:// nor https://")]
    [InlineData("http://localhost:5000/flags", "Server:PathBase")]
    [InlineData("http://localhost:5000;garbage", "'garbage' is no address")]
    public void AnAddressThatCannotBeListenedOn_IsNamed(string address, string why) => Refused("--urls", address).ShouldContain(why);

    [Fact]
    public void AnArgumentOfAnUnknownForm_IsNamed() => Refused("-x=1").ShouldContain("'-x=1'");

    [Fact]
    public void WhatCanBeUsed_IsTaken()
        => StartArguments.Read(["--contentRoot", _folder.FullName, "--webRoot", _folder.FullName, "--urls", "http://127.0.0.1:0;http://unix:/tmp/x.sock"])
            .Environment.ContentRootPath.TrimEnd('/').ShouldBe(_folder.FullName);

    private static string Refused(params string[] arguments)
    {
        var sentence = Should.Throw<StartFailureException>(() => StartArguments.Read(arguments)).Message;
        sentence.ShouldNotContain("\n");
        sentence.ShouldEndWith(".");
        return sentence;
    }
}
