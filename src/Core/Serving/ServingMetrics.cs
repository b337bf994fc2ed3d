using System.Diagnostics.Metrics;
using ExperimentAdmin.Core.Serving.Counts;
using ExperimentAdmin.Core.Serving.Loading;

namespace ExperimentAdmin.Core.Serving;

/// <summary>Measures what is served: how long a change takes until it is, and what applications ask for.</summary>
public sealed class ServingMetrics
{
    private readonly Histogram<double> _swaps;
    private readonly Counter<long> _evaluations;

    /// <summary>Makes the instruments.</summary>
    public ServingMetrics(IMeterFactory meters)
    {
        var meter = Telemetry.CreateMeter(meters);
        _swaps = meter.CreateDuration("swap", "Loading an environment, compiling it and serving it.");
        _evaluations = meter.CreateCounter<long>("experiment_admin.evaluations", "{evaluation}", "Requests of applications that got what they asked for.");
    }

    /// <summary>Counts a request that got what it asked for, from what is served or with what it has already.</summary>
    public void Evaluated(RequestKind kind) => _evaluations.Add(1, new KeyValuePair<string, object?>("kind", Word(kind)));

    internal void Swapped(ReloadOutcome outcome, TimeSpan took)
        => _swaps.Record(took.TotalSeconds, new KeyValuePair<string, object?>("outcome", Word(outcome)));

    private static string Word(RequestKind kind) => kind switch
    {
        RequestKind.Flags => "flags",
        RequestKind.Identity => "identity",
        RequestKind.Document => "document",
        RequestKind.Ofrep => "ofrep",
    };

    private static string Word(ReloadOutcome outcome) => outcome switch
    {
        ReloadOutcome.Swapped => "swapped",
        ReloadOutcome.Removed => "removed",
        ReloadOutcome.Abandoned => "abandoned",
        ReloadOutcome.Failed => "failed",
    };
}
