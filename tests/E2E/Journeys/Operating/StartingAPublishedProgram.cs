using ExperimentAdmin.E2E.Infrastructure;

namespace ExperimentAdmin.E2E.Journeys.Operating;

/// <summary>A published program runs from any folder, whole or not at all, and keeps its data where replacing it leaves them.</summary>
public sealed class StartingAPublishedProgram : IDisposable
{
    private const string File = "experiment-admin.db";

    private readonly PublishedProgram _program = new();
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("experiment-admin-home-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _program.Dispose();
        _home.Delete(recursive: true);
    }

    [Fact]
    public async Task FromAnyFolder_ItsPagesAreWhole_AndItsDataLieInTheHomeOfItsUser()
    {
        await using var server = Server(("HOME", _home.FullName), ("XDG_DATA_HOME", string.Empty));
        await server.StartAsync(Cancellation);

        using var client = new HttpClient { BaseAddress = server.Address };
        (await client.GetStringAsync(new Uri("js/connection.js", UriKind.Relative), Cancellation)).ShouldNotBeEmpty();
        (await client.GetStringAsync(new Uri("_framework/blazor.web.js", UriKind.Relative), Cancellation)).ShouldNotBeEmpty();
        var folder = Path.Join(_home.FullName, ".local", "share", "experiment-admin");
        System.IO.File.Exists(Path.Join(folder, File)).ShouldBeTrue();
        Directory.Exists(Path.Join(folder, "keys")).ShouldBeTrue();
        (OperatingSystem.IsWindows() ? UnixFileMode.None : System.IO.File.GetUnixFileMode(folder))
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        (await server.SaidAsync(new("The data are in .*"), Cancellation)).ShouldEndWith(Path.Join(folder, File));
        Directory.Exists(Path.Join(_program.Folder, "data")).ShouldBeFalse();
        Directory.EnumerateFileSystemEntries(server.Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task AsAServiceOfSystemd_ItsDataLieInTheFolderOfItsState()
    {
        var state = _home.CreateSubdirectory("state").FullName;
        await using var server = Server(("STATE_DIRECTORY", $"{state}:/nowhere"));

        await server.StartAsync(Cancellation);

        System.IO.File.Exists(Path.Join(state, File)).ShouldBeTrue();
    }

    [Fact]
    public async Task ADatabaseThatAnEarlierVersionLeftInItsFolder_IsUsedOn_WithAWarning()
    {
        var inside = Path.Join(_program.Folder, "data", File);
        Directory.CreateDirectory(Path.GetDirectoryName(inside)!);
        await System.IO.File.WriteAllBytesAsync(inside, [], Cancellation);
        await using var server = Server(("HOME", _home.FullName));

        await server.StartAsync(Cancellation);

        await server.SaidAsync(new("The database .* lies in the folder of the program"), Cancellation);
        new FileInfo(inside).Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task ForAUserWithoutAHome_TheDatabaseHasToBeNamed()
    {
        await using var server = Server(("HOME", "/nowhere/at/all"), ("XDG_DATA_HOME", string.Empty), ("STATE_DIRECTORY", string.Empty));

        await RefusesAsync(server, "set ConnectionStrings:Default to ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("_framework/blazor.web.js")]
    [InlineData("js/connection.js")]
    [InlineData("ExperimentAdmin.App.styles.css")]
    public async Task WithoutAFileOfItsPages_ItIsRefused(string file)
    {
        await using var server = Server(("HOME", _home.FullName));
        var path = Path.Join(_program.WebRoot, file);
        if (file.Length == 0)
        {
            Directory.Delete(path, recursive: true);
        }
        else
        {
            await System.IO.File.WriteAllBytesAsync(path, [], Cancellation);
        }

        await RefusesAsync(server, "The files of the pages are not all there (");
    }

    [Fact]
    public async Task WithAFolderInPlaceOfItsSettings_ItIsRefused()
    {
        System.IO.File.Delete(Path.Join(_program.Folder, "appsettings.json"));
        Directory.CreateDirectory(Path.Join(_program.Folder, "appsettings.json"));
        await using var server = Server(("HOME", _home.FullName));

        await RefusesAsync(server, "appsettings.json is a folder");
    }

    private AppServer Server(params (string Name, string Value)[] settings)
    {
        var server = new AppServer { Program = _program.Assembly, Settings = { ["ConnectionStrings__Default"] = string.Empty } };
        foreach (var (name, value) in settings)
        {
            server.Settings[name] = value;
        }

        return server;
    }

    private static async Task RefusesAsync(AppServer server, string sentence)
    {
        (await server.StartAndFailAsync(Cancellation)).ShouldBe(1);
        server.Errors.Trim().ShouldContain(sentence);
        server.Errors.Trim().Split('\n').ShouldHaveSingleItem();
        server.Output.ShouldBeEmpty();
    }
}
