using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using ExperimentAdmin.App.Shell.Logs;
using ExperimentAdmin.App.Shell.Server;
using Microsoft.AspNetCore.Connections;

namespace ExperimentAdmin.App.Shell.Starting;

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
        catch (Exception failure) when (!s_started && Sentence(failure) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    /// <summary>What the operator can do about a failed start, as one sentence; null when that is nothing, because it is a defect.</summary>
    public static string? Sentence(Exception failure) => failure switch
    {
        StartFailureException => failure.Message,
        IOException { InnerException: AddressInUseException } => $"{Plain(failure)}: stop the program that uses it, or choose another address with --urls.",
        InvalidOperationException when failure.Message.StartsWith("Unable to configure HTTPS endpoint", StringComparison.Ordinal)
            => "HTTPS needs a certificate: name one with Kestrel:Certificates:Default:Path and Kestrel:Certificates:Default:Password, "
                + "or listen on http:// with --urls behind a proxy that has one.",
        SocketException { SocketErrorCode: SocketError.AccessDenied }
            => $"The address cannot be listened on ({Plain(failure)}): ports below 1024 and sockets in folders of others need a right that this process "
                + "does not have, so choose another with --urls.",
        SocketException => $"The address cannot be listened on ({Plain(failure)}): choose another with --urls.",
        OperationCanceledException => null,
        _ when !IsOfListening(failure) => null,
        _ when IsOfCertificate(failure) => OfCertificate(failure),
        CryptographicException or IOException or UnauthorizedAccessException or InvalidOperationException { InnerException: ArgumentException or CryptographicException }
            => OfCertificate(failure),
        _ => $"The server cannot listen as it is told ({Plain(failure)}): correct --urls or what is set below Kestrel:.",
    };

    /// <summary>Keeps the stack trace of a failed start out of the log: <see cref="OrExplainAsync"/> says it better.</summary>
    public static void QuietUntilStarted(this WebApplicationBuilder builder)
        => builder.Logging
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", IsWorthLogging)
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel", IsWorthLogging)
            .AddFilter("Microsoft.EntityFrameworkCore", IsWorthLogging)
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None) // The answer to a probe says it, each time.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error); // That keys are kept as they are is said in the manual.

    /// <summary>Bounds how long a stop may take: a page that reconnects meanwhile would hold it up for half a minute.</summary>
    /// <param name="builder">What is built.</param>
    /// <param name="seconds">How long, unless the framework's own setting says something else.</param>
    /// <exception cref="StartFailureException">It does, and that is no time.</exception>
    public static void StopWithinSeconds(this WebApplicationBuilder builder, int seconds)
    {
        const int Longest = 3600;
        var given = builder.Configuration[WebHostDefaults.ShutdownTimeoutKey];
        if (!string.IsNullOrWhiteSpace(given) && (!int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out seconds) || seconds > Longest))
        {
            throw new StartFailureException(
                $"{WebHostDefaults.ShutdownTimeoutKey} is '{given}', which is no number of seconds: set it to a whole number up to {Longest}, or remove it.");
        }

        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(seconds));
    }

    /// <summary>Says where to find the application once it is there, and in the log when it begins and ends.</summary>
    public static void AnnounceAddress(this WebApplication app)
    {
        app.FollowProcess();
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            s_started = true;
            app.Say($"ExperimentAdmin is ready at {string.Join(" and ", app.Addresses())}");
        });
    }

    /// <summary>Where the application is, as far as the process knows: a proxy in front of it has an address of its own.</summary>
    public static IEnumerable<string> Addresses(this WebApplication app)
        => app.Urls.Select(url => url.TrimEnd('/') + app.Services.GetRequiredService<ServerOptions>().PathBase);

    private static bool IsWorthLogging(LogLevel level) => s_started && level >= LogLevel.Warning;

    // Where it listens is all that Kestrel does before the process runs.
    private static bool IsOfListening(Exception failure)
        => failure.StackTrace?.Contains("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal) == true;

    // Those in the store of the system fail with the same types as addresses do.
    private static bool IsOfCertificate(Exception failure) => failure.StackTrace?.Contains("CertificateConfigLoader", StringComparison.Ordinal) == true;

    private static string OfCertificate(Exception failure)
        => $"The certificate of HTTPS cannot be used ({Plain(failure)}): correct its Path, KeyPath and Password, or its Subject, Store and Location, "
            + "below Kestrel:Certificates or Kestrel:Endpoints.";

    private static string Plain(Exception failure) => failure.Message.ReplaceLineEndings(" ").TrimEnd('.');
}
