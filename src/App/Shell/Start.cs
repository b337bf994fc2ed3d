using System.Globalization;
using System.Net.Sockets;
using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.Core.Common;
using Microsoft.AspNetCore.Connections;

namespace ExperimentAdmin.App.Shell;

/// <summary>What the person who starts the process gets to read: an address, or one sentence that says what to do.</summary>
internal static class Start
{
    private const int SparedThreads = 64;

    private static bool s_started;

    /// <summary>
    /// Makes the process write dates and numbers alike on every machine: what it stores and answers is read elsewhere too.
    /// </summary>
    public static void InInvariantCulture()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture; // Of this thread, and of what it starts.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
    }

    /// <summary>
    /// Has threads ready for when a database hangs: its driver holds one for each question that it gives up, and the runtime adds
    /// more too slowly for whoever needs no database.
    /// </summary>
    public static void WithThreadsToSpare()
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        _ = ThreadPool.SetMinThreads(Math.Max(workers, SparedThreads), completions);
    }

    /// <summary>Runs the process; what only the operator can mend becomes one sentence and the exit code 1.</summary>
    public static async Task<int> OrExplainAsync(Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (StartFailureException failure)
        {
            return await ExplainAsync(failure.Message);
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            return await ExplainAsync(
                $"{failure.Message.TrimEnd('.')}: stop the program that uses it, or choose another address with --urls.");
        }
        catch (InvalidOperationException failure) when (!s_started && failure.Message.StartsWith("Unable to configure HTTPS endpoint", StringComparison.Ordinal))
        {
            return await ExplainAsync(
                "HTTPS needs a certificate: name one with Kestrel:Certificates:Default:Path and Kestrel:Certificates:Default:Password, "
                + "or listen on http:// with --urls behind a proxy that has one.");
        }
        catch (SocketException failure) when (!s_started)
        {
            return await ExplainAsync(
                $"The address cannot be listened on ({failure.Message.TrimEnd('.')}): choose another with --urls.");
        }
    }

    /// <summary>Keeps the stack trace of a failed start out of the log: <see cref="OrExplainAsync"/> says it better.</summary>
    public static void QuietUntilStarted(this WebApplicationBuilder builder)
        => builder.Logging
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", IsWorthLogging)
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel", IsWorthLogging)
            .AddFilter("Microsoft.EntityFrameworkCore", IsWorthLogging)
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None) // The answer to a probe says it, each time.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error); // That keys are kept as they are is said in the manual.

    /// <summary>Bounds how long a stop may take: a page that reconnects meanwhile would hold it up for half a minute.</summary>
    public static void StopWithinSeconds(this WebApplicationBuilder builder, int seconds)
        => builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(seconds));

    /// <summary>Prints where to find the application once it is there.</summary>
    public static void AnnounceAddress(this WebApplication app)
        => app.Lifetime.ApplicationStarted.Register(() =>
        {
            s_started = true;
            Console.WriteLine($"ExperimentAdmin is ready at {string.Join(" and ", app.Addresses())}");
        });

    /// <summary>Where the application is, as far as the process knows: a proxy in front of it has an address of its own.</summary>
    public static IEnumerable<string> Addresses(this WebApplication app)
        => app.Urls.Select(url => url.TrimEnd('/') + app.Services.GetRequiredService<ServerOptions>().PathBase);

    private static bool IsWorthLogging(LogLevel level) => s_started && level >= LogLevel.Warning;

    private static async Task<int> ExplainAsync(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return 1;
    }
}
