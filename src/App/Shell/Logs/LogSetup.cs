using Microsoft.Extensions.Logging.Console;

namespace ExperimentAdmin.App.Shell.Logs;

/// <summary>How the log is written: with the time in UTC, a line an entry, and the same fault once a minute.</summary>
internal static class LogSetup
{
    private const string Timestamp = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static void AddLogs(this WebApplicationBuilder builder, LogOptions options)
    {
        builder.Services.AddSingleton(options);
        builder.Logging.SetMinimumLevel(LogLevel.Warning); // Where no setting says otherwise: information is lines of every request, with all of its address.
        builder.Logging.AddFilter(ProcessLog.Category, LogLevel.Information);
        builder.Logging.AddConsoleFormatter<TextLines, ConsoleFormatterOptions>();
        builder.Services.Configure<ConsoleLoggerOptions>(
            console => console.FormatterName = options.Format is LogFormat.Json ? ConsoleFormatterNames.Json : TextLines.FormatterName);
        builder.Services.Configure<JsonConsoleFormatterOptions>(json =>
        {
            (json.TimestampFormat, json.UseUtcTimestamp) = (Timestamp, true);
            json.JsonWriterOptions = json.JsonWriterOptions with { Indented = false };
        });

        // In its place, not beside it; a process without a console goes on without one.
        if (builder.Services.FirstOrDefault(service => service.ImplementationType == typeof(ConsoleLoggerProvider)) is { } console)
        {
            _ = builder.Services.Remove(console);
            builder.Services.AddSingleton<ConsoleLoggerProvider>();
            builder.Services.AddSingleton<ILoggerProvider>(
                services => new FaultThrottle(services.GetRequiredService<ConsoleLoggerProvider>(), services.GetRequiredService<TimeProvider>()));
        }
    }

    /// <summary>Says something to whoever starts the process: as they read it best, or as JSON where all of stdout is.</summary>
    public static void Say(this WebApplication app, string sentence)
    {
        if (app.Services.GetRequiredService<LogOptions>().Format is LogFormat.Json)
        {
            ProcessLog.LogSaid(ProcessLog.Logger(app.Services), sentence);
        }
        else
        {
            Console.WriteLine(sentence);
        }
    }

    /// <summary>A moment as the log writes it.</summary>
    public static string Moment(TimeProvider clock)
        => clock.GetUtcNow().UtcDateTime.ToString(Timestamp, System.Globalization.CultureInfo.InvariantCulture);
}
