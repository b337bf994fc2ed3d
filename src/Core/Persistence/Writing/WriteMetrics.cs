using System.Diagnostics.Metrics;

namespace ExperimentAdmin.Core.Persistence.Writing;

/// <summary>Measures what is written: changes of people and scripts, and batches in the background.</summary>
public sealed class WriteMetrics
{
    private readonly Histogram<double> _saves;
    private readonly Histogram<double> _batches;
    private readonly Counter<long> _failures;

    /// <summary>Makes the instruments.</summary>
    public WriteMetrics(IMeterFactory meters)
    {
        var meter = Telemetry.CreateMeter(meters);
        _saves = meter.CreateDuration("save", "From asking for a change to its commit, waiting for other writers included.");
        _batches = meter.CreateDuration("batch", "Writing what requests left behind.");
        _failures = meter.CreateCounter<long>("experiment_admin.writes.failed", "{write}", "Writes that the database did not take.");
    }

    internal void Saved(SaveOutcome outcome, TimeSpan took)
    {
        _saves.Record(took.TotalSeconds, new KeyValuePair<string, object?>("outcome", Word(outcome)));
        if (outcome is SaveOutcome.Failed)
        {
            Fail("save");
        }
    }

    /// <param name="batch">What is written, by the name of its type.</param>
    /// <param name="isWritten">Whether the database took it.</param>
    /// <param name="took">How long it took.</param>
    internal void Wrote(string batch, bool isWritten, TimeSpan took)
    {
        _batches.Record(
            took.TotalSeconds,
            new KeyValuePair<string, object?>("batch", batch),
            new KeyValuePair<string, object?>("outcome", isWritten ? "written" : "failed"));
        if (!isWritten)
        {
            Fail(batch);
        }
    }

    private static string Word(SaveOutcome outcome) => outcome switch
    {
        SaveOutcome.Committed => "committed",
        SaveOutcome.Unchanged => "unchanged",
        SaveOutcome.Refused => "refused",
        SaveOutcome.Abandoned => "abandoned",
        SaveOutcome.Failed => "failed",
    };

    private void Fail(string writer) => _failures.Add(1, new KeyValuePair<string, object?>("writer", writer));
}
