using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ExperimentAdmin.Bench;

/// <summary>The load generator <c>wrk</c>, where it is installed.</summary>
internal static partial class Wrk
{
    /// <summary>How long it asks.</summary>
    public const int Seconds = 1;

    private const int Connections = 16;

    /// <summary>Whether it can be run.</summary>
    public static bool IsThere { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Join(folder, "wrk")));

    /// <summary>Asks for a while and gives the requests a second.</summary>
    /// <param name="address">What is asked.</param>
    /// <param name="script">What is sent, as a program in Lua.</param>
    /// <exception cref="InvalidOperationException">Some answers were no successes, or connections broke.</exception>
    public static async Task<double> RunAsync(Uri address, string script)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, script);
        try
        {
            using var process = Process.Start(new ProcessStartInfo("wrk", ["-t1", $"-c{Connections}", $"-d{Seconds}s", "-s", file, $"{address}"])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            })!;
            var said = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return !said.Contains("Non-2xx", StringComparison.Ordinal) && Rate().Match(said) is { Success: true } rate
                ? double.Parse(rate.Groups["rate"].Value, CultureInfo.InvariantCulture)
                : throw new InvalidOperationException($"wrk on {address} said: {said}");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"Requests/sec:\s+(?<rate>[0-9.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Rate();
}
