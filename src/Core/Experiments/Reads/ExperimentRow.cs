using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>An experiment with its flag and the segment that holds its percentage, as one query gives them.</summary>
internal sealed class ExperimentRow
{
    public required Experiment Experiment { get; init; }

    public required string FlagName { get; init; }

    public required FlagValueType ValueType { get; init; }

    /// <summary>The control value in new environments; null for none.</summary>
    public string? InitialValue { get; init; }

    public Segment? Segment { get; init; }

    /// <summary>What the owner is called; null for nobody, and for somebody who went.</summary>
    public string? OwnerName { get; init; }

    /// <summary>How it ended; null while it did not.</summary>
    public ExperimentEnd? End { get; init; }

    /// <summary>As <see cref="ExperimentItem.IsOutranked"/>.</summary>
    public bool IsOutranked { get; set; }

    /// <summary>
    /// Since when it is as it is, UTC: one that runs since its first start, whatever pauses it had, and any other since it was created, paused or completed.
    /// </summary>
    public DateTimeOffset Since => Experiment is { Status: ExperimentStatus.Running, StartedAt: { } started } ? started : Experiment.StatusSince;
}
