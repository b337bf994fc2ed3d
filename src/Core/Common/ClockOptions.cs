using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace ExperimentAdmin.Core.Common;

/// <summary>Whether the clock of the process is moved, so that demos and tests live through weeks in minutes.</summary>
/// <param name="Offset">How far, to the future or the past; default: not at all.</param>
public sealed record ClockOptions(TimeSpan Offset)
{
    private const string Key = "Clock:Offset";

    /// <summary>The clock that everything in the process reads the date from. How time passes is not changed.</summary>
    public TimeProvider Clock => Offset == TimeSpan.Zero ? TimeProvider.System : new Moved(Offset);

    /// <exception cref="StartFailureException">The setting is no span of time, or is set in Production.</exception>
    public static ClockOptions From(IConfiguration configuration, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var text = configuration[Key];
        if (string.IsNullOrWhiteSpace(text))
        {
            return new ClockOptions(TimeSpan.Zero);
        }

        if (!TimeSpan.TryParseExact(text, ["c", @"d\.hh\:mm\:ss", @"\-d\.hh\:mm\:ss"], CultureInfo.InvariantCulture, out var offset)
            || offset.Duration() > TimeSpan.FromDays(3_650))
        {
            throw new StartFailureException(
                $"{Key} is '{text}', which is no span of time of at most ten years, such as 14.00:00:00 for two weeks: correct or remove it.");
        }

        return environment.IsProduction()
            ? throw new StartFailureException($"{Key} moves the clock, so that nothing would be dated right, and is refused in Production: remove the setting.")
            : new ClockOptions(offset);
    }

    private sealed class Moved(TimeSpan offset) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;
    }
}
