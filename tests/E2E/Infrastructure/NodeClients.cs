using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>
/// The published clients of the applications that are to work against us unchanged, at the versions that
/// <c>Clients/package-lock.json</c> names. They need Node.js, which not every machine has.
/// </summary>
internal static class NodeClients
{
    private const string NoNode = "Node.js is not on this machine, so the published clients cannot be asked.";
    private const string NoRegistry = "The published clients cannot be had here: the package registry does not answer.";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
    private static readonly string[] s_unreachable =
    [
        "ENOTFOUND", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EAI_AGAIN", "ERR_SOCKET_TIMEOUT", "EHOSTUNREACH", "ENETUNREACH",
        "E429", "E502", "E503", "E504",
    ];
    private static readonly Lazy<Task<string?>> s_missing = new(InstallAsync);

    /// <summary>Where the clients are, with their program.</summary>
    public static string Folder { get; } = Path.Join(Places.Repository, "artifacts", "clients");

    /// <summary>Installs the clients once for the run. Without Node.js the test that asks is reported as skipped.</summary>
    public static async Task NeedAsync()
    {
        var missing = await s_missing.Value;
        Assert.SkipWhen(missing is not null, missing ?? string.Empty);
    }

    /// <summary>Asks for flags through a client.</summary>
    /// <param name="way"><c>remote</c>, <c>local</c> or <c>openfeature</c>.</param>
    /// <param name="plan">What the program reads: address, key, flags, identities.</param>
    /// <returns>A line an identity.</returns>
    public static async Task<IReadOnlyList<string>> AskAsync(string way, JsonNode plan)
    {
        var (exitCode, output, errors) = await RunAsync("node", ["ask.mjs", way], plan.ToJsonString());
        exitCode.ShouldBe(0, errors);
        return output.Split('\n');
    }

    private static async Task<string?> InstallAsync()
    {
        Directory.CreateDirectory(Folder);
        foreach (var file in Directory.EnumerateFiles(Path.Join(Places.Repository, "tests", "E2E", "Clients")))
        {
            File.Copy(file, Path.Join(Folder, Path.GetFileName(file)), overwrite: true);
        }

        try
        {
            var (exitCode, output, errors) = await RunAsync("npm", ["ci", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=1", "--fetch-timeout=30000"], string.Empty);
            if (exitCode != 0 && s_unreachable.Any(sign => errors.Contains(sign, StringComparison.Ordinal)))
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
        catch (System.ComponentModel.Win32Exception)
        {
            return NoNode;
        }
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string program, IEnumerable<string> arguments, string input)
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
}
