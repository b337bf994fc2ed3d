using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using ExperimentAdmin.Core.Persistence;

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>
/// The real application as a process of its own. It can be stopped, killed and started again on the same address and the
/// same data, as an operator would. Its folder and the default SQLite file in it live as long as this object.
/// </summary>
public sealed partial class AppServer : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private Process? _process;

    public AppServer(DatabaseOptions? database = null)
    {
        Folder = Directory.CreateTempSubdirectory("experiment-admin-").FullName;
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        DatabaseFile = Path.Join(Folder, "data", "e2e.db");
        Database = database ?? new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={DatabaseFile}");
    }

    public string Folder { get; }

    public DatabaseOptions Database { get; }

    /// <summary>The SQLite file that is used when no other database is named.</summary>
    public string DatabaseFile { get; }

    public Uri Address { get; init; }

    /// <summary>The assembly that is started.</summary>
    public string Program { get; init; } = Places.AppAssembly;

    /// <summary>Settings for the process, by the names that environment variables have (<c>Section__Key</c>).</summary>
    public Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>How many files and connections the process may have open at once; null for as many as the tests may.</summary>
    public int? OpenFiles { get; init; }

    /// <summary>What all runs of the process wrote to stdout.</summary>
    public string Output => Read(_output);

    /// <summary>What all runs of the process wrote to stderr.</summary>
    public string Errors => Read(_errors);

    /// <summary>
    /// What went wrong inside: everything that was logged as an error, except that somebody closed a page that was just
    /// about to show another, which the framework logs as one.
    /// </summary>
    public IReadOnlyList<string> Failures =>
    [
        .. Entry().Split(Output).Where(entry
            => Failure().IsMatch(entry)
                && !(entry.Contains(nameof(TaskCanceledException), StringComparison.Ordinal) && entry.Contains("RemoteNavigationManager", StringComparison.Ordinal))),
    ];

    /// <summary>A server outside Production whose database has the demo workspace and more from the start.</summary>
    /// <param name="exhibition">Whether it has projects to be looked at, in place of playgrounds.</param>
    public static async Task<AppServer> WithDemoAsync(bool exhibition = false)
    {
        var server = new AppServer
        {
            Settings = { ["ASPNETCORE_ENVIRONMENT"] = "Staging", ["Demo__Seed"] = "true", ["DetailedErrors"] = "true" },
        };
        await DemoDatabase.CopyAsync(exhibition, server.DatabaseFile);
        return server;
    }

    /// <summary>Starts the process and waits until it answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var process = Launch();
        using var client = new HttpClient { BaseAddress = Address };
        var waited = Stopwatch.StartNew();
        while (!await IsReadyAsync(client, cancellationToken))
        {
            if (process.HasExited || waited.Elapsed > s_patience)
            {
                throw new InvalidOperationException($"The application did not start.\n{Output}\n{Errors}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    /// <summary>Runs the program once more with the same settings, to do something else than to be the server.</summary>
    /// <returns>The exit code, and what it wrote to stdout and stderr.</returns>
    public async Task<(int ExitCode, string Output, string Errors)> CommandAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        using var process = Process.Start(Started(arguments)) ?? throw new InvalidOperationException("The process did not start.");
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Waits for words on stdout, which come by a way of their own: the process may answer before they are here.</summary>
    public async Task<string> SaidAsync(Regex words, CancellationToken cancellationToken)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < s_patience; await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken))
        {
            if (words.Match(Output) is { Success: true } found)
            {
                return found.Value;
            }
        }

        throw new ShouldAssertException($"The application did not say {words}.\n{Output}");
    }

    /// <summary>Starts the process where it is expected to refuse, and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StartAndFailAsync(CancellationToken cancellationToken)
    {
        var process = Launch();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    /// <summary>Asks the process to end, as an operator does, and waits until it has, without an error.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_process is not { HasExited: false } process)
        {
            return;
        }

        using var terminate = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            process.ExitCode.ShouldBe(0, Errors);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
            throw;
        }
    }

    /// <summary>Ends the process without a warning, as a power cut does.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await StopAsync(cancellationToken);
        await StartAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private Process Launch()
    {
        _process?.Dispose();
        var process = Process.Start(Started("--urls", Address.ToString())) ?? throw new InvalidOperationException("The process did not start.");
        Capture(process, _output, _errors);
        return _process = process;
    }

    private ProcessStartInfo Started(params string[] arguments)
    {
        string[] command = ["dotnet", Program, .. arguments];
        string[] limited = OpenFiles is { } files ? ["bash", "-c", $"ulimit -n {files} && exec \"$@\"", "bash", .. command] : command;
        var start = new ProcessStartInfo(limited[0], limited[1..])
        {
            WorkingDirectory = Folder, // Of no meaning: all that the program needs lies where it lies itself.
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_TieredPGO"] = "0"; // It ends before code that is compiled again by its profile would pay for that.
        start.Environment["Database__Provider"] = $"{Database.Provider}";
        start.Environment["ConnectionStrings__Default"] = Database.ConnectionString;
        foreach (var (name, value) in Settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static void Capture(Process process, StringBuilder output, StringBuilder errors)
    {
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null)
        {
            return; // The end of the stream.
        }

        lock (text)
        {
            text.AppendLine(line);
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    // Every entry of the log begins at the margin with its time and its level.
    [GeneratedRegex(@"^(?=\d{4}-\S+Z \w{4}: )", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Entry();

    [GeneratedRegex(@"^\S+Z (fail|crit): ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Failure();

    private static async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(new Uri("health/ready", UriKind.Relative), cancellationToken);
            return response.StatusCode is HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false; // Not listening yet.
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
