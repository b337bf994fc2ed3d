using System.Globalization;
using System.Runtime.InteropServices;
using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.App.Shell.Starting;
using ExperimentAdmin.Core.Persistence;

namespace ExperimentAdmin.App.Shell.Logs;

/// <summary>Says in the log when the process began and ended: which program, where, with which data, and why it ends.</summary>
internal static partial class ProcessLog
{
    public const string Category = "ExperimentAdmin.Process";

    public static ILogger Logger(IServiceProvider services) => services.GetRequiredService<ILoggerFactory>().CreateLogger(Category);

    /// <summary>Follows the process from its start to its end.</summary>
    public static void FollowProcess(this WebApplication app)
    {
        var logger = Logger(app.Services);
        var clock = app.Services.GetRequiredService<TimeProvider>();
        var reason = "itself";
        var signals = ((PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT])
            .Select(signal => PosixSignalRegistration.Create(signal, _ => reason = signal.ToString())).ToList();
        var lifetime = app.Lifetime;
        lifetime.ApplicationStarted.Register(() =>
        {
            LogStarted(
                logger, ProgramVersion.Text, Environment.ProcessId, app.Environment.EnvironmentName, string.Join(" and ", app.Addresses()),
                app.Services.GetRequiredService<DatabaseOptions>().Location);
            var (started, stops) = (clock.GetTimestamp(), 0L);
            lifetime.ApplicationStopping.Register(() =>
            {
                stops = clock.GetTimestamp();
                LogStopping(logger, Environment.ProcessId);
            });
            lifetime.ApplicationStopped.Register(() =>
            {
                signals.ForEach(signal => signal.Dispose());
                LogStopped(logger, Environment.ProcessId, reason, Seconds(clock.GetElapsedTime(stops)), Seconds(clock.GetElapsedTime(started)));
            });
        });
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Sentence}")]
    public static partial void LogSaid(ILogger logger, string sentence);

    [LoggerMessage(Level = LogLevel.Information, Message = "ExperimentAdmin {Version} started as process {ProcessId}, environment {Environment}, at {Addresses}, with the database {Database}.")]
    private static partial void LogStarted(ILogger logger, string version, int processId, string environment, string addresses, string database);

    [LoggerMessage(Level = LogLevel.Information, Message = "ExperimentAdmin stops: process {ProcessId} takes no more requests.")]
    private static partial void LogStopping(ILogger logger, int processId);

    [LoggerMessage(Level = LogLevel.Information, Message = "ExperimentAdmin stopped: process {ProcessId}, told to by {Reason}, took {Seconds} s to end and was there for {Lifetime} s.")]
    private static partial void LogStopped(ILogger logger, int processId, string reason, string seconds, string lifetime);
}
