using System.ComponentModel;
using System.Diagnostics;

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>
/// Packages for Node.js that tests run, at the versions that a folder beside the tests names. Neither Node.js nor the registry of its
/// packages is everywhere: what cannot be had there is no failure.
/// </summary>
/// <param name="name">What the packages are, for the word on why a test was skipped.</param>
/// <param name="source">The folder beside the tests; its files are copied.</param>
/// <param name="target">Where they are installed, below the folder of what is built. What is there is kept.</param>
/// <param name="command">How: a command of <c>npm</c>.</param>
internal sealed class NodePackages(string name, string source, string target, params string[] command)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
    private static readonly string[] s_unreachable =
    [
        "ENOTFOUND", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EAI_AGAIN", "ERR_SOCKET_TIMEOUT", "EHOSTUNREACH", "ENETUNREACH",
        "E429", "E502", "E503", "E504",
    ];

    private readonly Lock _lock = new();
    private Task<string?>? _missing;

    /// <summary>Where they are.</summary>
    public string Folder { get; } = Path.Join(Places.Repository, "artifacts", target);

    private string NoNode => $"Node.js is not on this machine, so {name} cannot be run.";

    private string NoRegistry => $"{name} cannot be had here: the package registry does not answer.";

    /// <summary>Installs them once for the run. Where they cannot be had the test that asks is reported as skipped.</summary>
    public async Task NeedAsync()
    {
        Task<string?> installation;
        lock (_lock)
        {
            installation = _missing ??= InstallAsync();
        }

        var missing = await installation;
        Assert.SkipWhen(missing is not null, missing ?? string.Empty);
    }

    /// <summary>Runs a program in their folder.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> RunAsync(string program, IEnumerable<string> arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.StandardInput.WriteAsync(input.AsMemory(), patience.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private async Task<string?> InstallAsync()
    {
        Directory.CreateDirectory(Folder);
        foreach (var file in Directory.EnumerateFiles(Path.Join(Places.Repository, "tests", "E2E", source)))
        {
            File.Copy(file, Path.Join(Folder, Path.GetFileName(file)), overwrite: true);
        }

        try
        {
            var (exitCode, output, errors) = await RunAsync(
                "npm", [.. command, "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=1", "--fetch-timeout=30000"], string.Empty);
            if (exitCode != 0 && Array.Exists(s_unreachable, sign => errors.Contains(sign, StringComparison.Ordinal)))
            {
                return NoRegistry;
            }

            exitCode.ShouldBe(0, $"{output}\n{errors}");
            return null;
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            return NoRegistry;
        }
        catch (Win32Exception)
        {
            return NoNode;
        }
    }
}
