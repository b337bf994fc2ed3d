using ExperimentAdmin.Core.Experiments.Domain;
using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>An experiment with the segment that holds its percentage, as one query gives them.</summary>
internal sealed class ExperimentRow
{
    public required Experiment Experiment { get; init; }

    public required string FlagName { get; init; }

    public Segment? Segment { get; init; }
}
