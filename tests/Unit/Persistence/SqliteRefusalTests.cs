using System.Diagnostics;
using ExperimentAdmin.Core;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Unit.Persistence;

/// <summary>A SQLite file that cannot be used is refused by its true cause, in one sentence.</summary>
public sealed class SqliteRefusalTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("experiment-admin-refused-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string File => Path.Join(_folder.FullName, "x.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task AFolder_IsOne()
    {
        Directory.CreateDirectory(File);

        (await RefusedAsync(File)).ShouldContain("cannot be opened and written, because it is a folder");
    }

    [Theory]
    [InlineData("y.db")]
    [InlineData("deep/down/y.db")]
    public async Task AFileInPlaceOfAFolder_IsNamed(string below)
    {
        await System.IO.File.WriteAllTextAsync(File, "text", Cancellation);

        (await RefusedAsync(Path.Join(File, below))).ShouldContain($"because {File} is a file and not a folder");
    }

    [Fact]
    public async Task LinksThatLeadInCircles_AreNamed()
    {
        System.IO.File.CreateSymbolicLink(File, File);

        (await RefusedAsync(File)).ShouldContain(File);
    }

    [Theory]
    [InlineData("text that is no database, though it is long enough to be looked at: one two three four five six seven eight nine ten")]
    [InlineData("SQLite format 3\0 and then nothing of the kind, as after a disk was damaged, over more than a hundred characters of it")]
    public async Task AFileThatIsNoDatabase_OrADamagedOne_IsCalledThat(string content)
    {
        await System.IO.File.WriteAllTextAsync(File, content, Cancellation);

        (await RefusedAsync(File)).ShouldContain("is not a SQLite database or is damaged or encrypted");
    }

    [Fact]
    public async Task ADatabaseOfAnotherProgram_IsRefused_AndLeftAsItIs()
    {
        Execute("CREATE TABLE theirs (id INTEGER)");

        (await RefusedAsync(File)).ShouldContain("belongs to another program (it has the table theirs)");
        (await RefusedAsync(File)).ShouldContain("belongs to another program (it has the table theirs)");
    }

    [Fact]
    public async Task ADatabaseWithTheChangesOfAnotherProgram_IsRefused()
    {
        Execute("""CREATE TABLE "__EFMigrationsHistory" ("MigrationId" TEXT PRIMARY KEY, "ProductVersion" TEXT); INSERT INTO "__EFMigrationsHistory" VALUES ('2020_Theirs', '1')""");

        (await RefusedAsync(File)).ShouldContain("belongs to another program (it has the change 2020_Theirs, and none of ours)");
    }

    [Theory]
    [InlineData("'20261121092315_Initial'")]
    [InlineData("'20261121092315_Initial'), ('20261130101059_Retention'")]
    public async Task ADatabaseFromBeforeTheFirstRelease_IsRefused_AndLeftAsItIs(string changes)
    {
        await StartAsync();
        Execute($"DELETE FROM \"__EFMigrationsHistory\"; INSERT INTO \"__EFMigrationsHistory\" SELECT column1, '1' FROM (VALUES ({changes}))");
        var before = await System.IO.File.ReadAllBytesAsync(File, Cancellation);

        var sentence = await RefusedAsync(File);

        sentence.ShouldStartWith($"The database {File} was made by a version of ExperimentAdmin from before the first release (it has the change 202611");
        sentence.ShouldEndWith("keep it, and begin with a new one by naming that in ConnectionStrings:Default.");
        (await System.IO.File.ReadAllBytesAsync(File, Cancellation)).ShouldBe(before);
    }

    [Fact]
    public async Task ADatabaseOfANewerVersion_WhoseTablesWereMadeAnew_IsRefusedAsThat()
    {
        await StartAsync();
        Execute("UPDATE \"__EFMigrationsHistory\" SET \"MigrationId\" = '20991231000000_Initial'");

        (await RefusedAsync(File)).ShouldContain("newer version of ExperimentAdmin (it has the change 20991231000000_Initial): use that version");
    }

    [Fact]
    public async Task ADatabaseThatMayOnlyBeRead_IsCalledThat()
    {
        Execute("CREATE TABLE x (id INTEGER); DROP TABLE x");

        (await RefusedAsync(File, ";Mode=ReadOnly")).ShouldContain("can only be read");
    }

    [Fact]
    public async Task AMissingFileThatMayNotBeMade_IsCalledThat()
        => (await RefusedAsync(File, ";Mode=ReadOnly")).ShouldContain("does not exist");

    [Theory]
    [InlineData("CREATE TABLE \"__EFMigrationsHistory\" (id INTEGER)")]
    [InlineData("CREATE TABLE \"__EFMigrationsHistory\" (\"MigrationId\" TEXT PRIMARY KEY, \"ProductVersion\" TEXT); CREATE TABLE people (id INTEGER); CREATE TABLE environments (id INTEGER); CREATE TABLE projects (id INTEGER)")]
    public async Task TablesThatAreNotOurs_AreCalledThat(string sql)
    {
        Execute(sql);

        (await RefusedAsync(File)).ShouldContain("restore a backup, or name another file");
    }

    [Fact]
    public async Task ADiskWithoutRoom_IsCalledThat()
    {
        var disk = _folder.CreateSubdirectory("disk").FullName;
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk), "No disk of that size can be made here.");
        try
        {
            (await RefusedAsync(Path.Join(disk, "x.db"))).ShouldContain("its disk has no room left");
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Run("umount", "-l", disk);
        }
    }

    private Task StartAsync() => StartAsync(File);

    private static async Task StartAsync(string file, string more = "")
    {
        var options = new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={file};Pooling=False{more}");
        await using var services = new ServiceCollection().AddLogging().AddCore(options).BuildServiceProvider();
        await services.GetRequiredService<DatabaseStart>().RunAsync(Cancellation);
    }

    private static async Task<string> RefusedAsync(string file, string more = "")
    {
        var sentence = (await Should.ThrowAsync<StartFailureException>(() => StartAsync(file, more))).Message;
        sentence.ShouldNotContain("\n");
        sentence.ShouldEndWith(".");
        return sentence;
    }

    private void Execute(string sql)
    {
        using var db = SqliteAppDbContext.Open(new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={File};Pooling=False"));
        db.Database.ExecuteSqlRaw(sql);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
