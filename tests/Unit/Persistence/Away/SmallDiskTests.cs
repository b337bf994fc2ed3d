using System.Diagnostics;
using ExperimentAdmin.Core.Persistence;
using Microsoft.Data.Sqlite;

namespace ExperimentAdmin.Unit.Persistence.Away;

/// <summary>
/// A disk that is really full. Only who may mount one of a few megabytes can try it; everybody else has the bound of the file in
/// <see cref="SqliteFileTests"/>, which SQLite reports alike.
/// </summary>
public sealed class SmallDiskTests() : AwayTests(DatabaseProvider.Sqlite)
{
    private readonly string _disk = Directory.CreateTempSubdirectory("experiment-admin-disk-").FullName;
    private bool _isMounted;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_isMounted)
        {
            Run("umount", "-l", _disk);
        }

        Directory.Delete(_disk, recursive: true);
    }

    protected override DatabaseOptions Reach(DatabaseOptions options)
    {
        _isMounted = System.Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", _disk);
        var file = Path.Join(_disk, "small.db");
        using var source = new SqliteConnection(options.ConnectionString);
        source.Open();
        using var copy = source.CreateCommand();
        copy.CommandText = "VACUUM INTO $file";
        _ = copy.Parameters.AddWithValue("$file", file);
        _ = copy.ExecuteNonQuery();
        return options with { ConnectionString = $"Data Source={file}" };
    }

    [Fact]
    public async Task ADiskThatIsFull_IsReadAndNotWritten_UntilThereIsRoom()
    {
        await StoreAsync("ann", "pro");
        if (!_isMounted)
        {
            return;
        }

        var filler = Path.Join(_disk, "filler");
        await FillAsync(filler);
        var status = 0;
        for (var turn = 0; turn < 200 && status != 503; turn++)
        {
            status = (await AddSegmentAsync(Key, $"Too much {turn}")).Status; // What room there is in the write-ahead log is used up first.
        }

        ShouldBeAway(await AddSegmentAsync(Session, "No more"), "database_full").Json["detail"]!.GetValue<string>().ShouldContain("Nothing was changed.");
        (await SegmentsAsync(Key)).ShouldNotContain("No more");
        (await SayAsync("ann", "gold")).ShouldBe(200);
        (await ReadinessAsync()).Text.ShouldStartWith("Degraded");

        File.Delete(filler);
        (await AddSegmentAsync(Key, "Room again")).ShouldBe(201);
        (await ReadinessAsync()).ShouldBe((200, "Healthy"));
    }

    private static async Task FillAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                await stream.WriteAsync(new byte[4096], Cancellation);
            }
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
