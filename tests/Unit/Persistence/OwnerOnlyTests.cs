using System.Runtime.Versioning;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Unit.Api;

namespace ExperimentAdmin.Unit.Persistence;

/// <summary>What the process keeps in files is for its user alone: sessions can be made of it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class OwnerOnlyTests : IDisposable
{
    private const UnixFileMode Everybody = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("experiment-admin-files-");

    private string Data => Path.Join(_root.FullName, "new", "data");

    private string Keys => Path.Join(Data, "keys");

    private string File => Path.Join(Data, "flags.db");

    [Fact]
    public async Task FilesAndFolders_ThatAreMade_AreForTheUserAlone()
    {
        await using (await StartAsync())
        {
            Found().Length.ShouldBeGreaterThan(5); // With the log and its index, while they are there.
            Open().ShouldBeEmpty();
        }

        Open().ShouldBeEmpty();
    }

    [Fact]
    public async Task FilesAndFolders_ThatAreThere_AreClosedAtTheNextStart()
    {
        await using (await StartAsync())
        {
        }

        await System.IO.File.WriteAllTextAsync($"{File}-journal", string.Empty, TestContext.Current.CancellationToken);
        foreach (var entry in Found())
        {
            System.IO.File.SetUnixFileMode(entry, System.IO.File.GetUnixFileMode(entry) | Everybody);
        }

        Open().Length.ShouldBeGreaterThan(5);
        await using (await StartAsync())
        {
            Open().ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task AFolderThatOthersHaveFoldersIn_IsLeftToThem_AndTheFilesAreClosed()
    {
        Directory.CreateDirectory(Path.Join(Data, "of-others"));
        new DirectoryInfo(Data).UnixFileMode |= UnixFileMode.OtherRead;
        await using var server = await StartAsync();

        Open().Order(StringComparer.Ordinal).ShouldBe([Data, Path.Join(Data, "of-others")]);
    }

    [Fact]
    public async Task FilesOfOthers_AreLeftToThem_HoweverTheyAreNamed()
    {
        Directory.CreateDirectory(Data);
        string[] others = [$"{File}.backup", $"{File}other", Path.Join(Data, "readme.txt")];
        foreach (var other in others)
        {
            await System.IO.File.WriteAllTextAsync(other, "theirs", TestContext.Current.CancellationToken);
            System.IO.File.SetUnixFileMode(other, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        }

        await using var server = await StartAsync();

        Open().ShouldBe(others, ignoreOrder: true);
    }

    public void Dispose() => _root.Delete(recursive: true);

    private string[] Found() => [Data, .. Directory.GetFileSystemEntries(Data, "*", SearchOption.AllDirectories)];

    private string[] Open() => [.. Found().Where(entry => (System.IO.File.GetUnixFileMode(entry) & Everybody) != UnixFileMode.None)];

    private Task<ApiServer> StartAsync() => ApiServer.StartAsync(
        new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={File}"),
        TimeProvider.System,
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["Server:KeyFolder"] = Keys });
}
