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

    [Fact]
    public async Task WhatALinkLeadsTo_IsLeftAsItIs()
    {
        Directory.CreateDirectory(Keys);
        var precious = Path.Join(_root.FullName, "precious");
        await System.IO.File.WriteAllTextAsync(precious, "theirs", TestContext.Current.CancellationToken);
        System.IO.File.SetUnixFileMode(precious, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        foreach (var link in (string[])[$"{File}-evil", Path.Join(Keys, "x.xml"), Path.Join(Keys, ".writable")])
        {
            System.IO.File.CreateSymbolicLink(link, precious);
        }

        await using var server = await StartAsync();

        (await System.IO.File.ReadAllTextAsync(precious, TestContext.Current.CancellationToken)).ShouldBe("theirs");
        System.IO.File.GetUnixFileMode(precious).HasFlag(UnixFileMode.OtherRead).ShouldBeTrue();
    }

    [Fact]
    public async Task AFolderOfAGroup_IsLeftToIt()
    {
        var shared = Directory.CreateDirectory(Data);
        shared.UnixFileMode |= UnixFileMode.SetGroup | UnixFileMode.GroupWrite;

        await using var server = await StartAsync();

        Open().ShouldBe([Data]);
    }

    [Fact]
    public async Task KeysThatEverybodyCouldPut_StopTheStart()
    {
        Directory.CreateDirectory(Keys).UnixFileMode |= UnixFileMode.OtherWrite | UnixFileMode.StickyBit;

        (await Should.ThrowAsync<StartFailureException>(StartAsync)).Message.ShouldStartWith("Everybody may write into the folder");
    }

    [Fact]
    public async Task ADatabaseByAnotherName_IsLockedAllTheSame()
    {
        await using var server = await StartAsync();
        var link = Path.Join(_root.FullName, "link.db");
        System.IO.File.CreateSymbolicLink(link, File);

        (await Should.ThrowAsync<StartFailureException>(() => StartAsync(link))).Message.ShouldStartWith("Another process already runs");
    }

    public void Dispose() => _root.Delete(recursive: true);

    private string[] Found() => [Data, .. Directory.GetFileSystemEntries(Data, "*", SearchOption.AllDirectories)];

    private string[] Open() => [.. Found().Where(entry => (System.IO.File.GetUnixFileMode(entry) & Everybody) != UnixFileMode.None)];

    private Task<ApiServer> StartAsync() => StartAsync(File);

    private Task<ApiServer> StartAsync(string file) => ApiServer.StartAsync(
        new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={file}"),
        TimeProvider.System,
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["Server:KeyFolder"] = Keys });
}
