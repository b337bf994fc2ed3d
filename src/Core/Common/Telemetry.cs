using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ExperimentAdmin.Core.Common;

/// <summary>
/// What the product measures of itself, by the names of docs/operations.md. Measuring costs next to nothing while nobody listens.
/// </summary>
public static class Telemetry
{
    /// <summary>The name of the meter and of the source of activities.</summary>
    public const string Name = "ExperimentAdmin";

    // From half a millisecond to ten seconds.
    private static readonly InstrumentAdvice<double> s_seconds = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    internal static ActivitySource Activities { get; } = new(Name);

    /// <summary>
    /// From now on, and as long as the answer lives, what is done leaves no trace: for work in the background, which nobody asked
    /// for and which is done all the time.
    /// </summary>
    internal static Activity Untraced() => new Activity("background").Start(); // Not sampled, and so is what is done under it.

    internal static Meter CreateMeter(IMeterFactory meters) => meters.Create(Name);

    /// <summary>A histogram of durations in seconds.</summary>
    internal static Histogram<double> CreateDuration(this Meter meter, string name, string description)
        => meter.CreateHistogram($"experiment_admin.{name}.duration", "s", description, tags: null, s_seconds);
}
