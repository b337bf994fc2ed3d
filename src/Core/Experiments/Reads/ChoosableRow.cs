using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Flags.Features.Domain;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>A feature with what may stand in the way of an experiment on it.</summary>
internal sealed class ChoosableRow
{
    public required Feature Feature { get; init; }

    public required bool HasVariants { get; init; }

    /// <summary>The experiment that holds the flag, or null.</summary>
    public string? Holder { get; init; }

    public ExperimentStatus? HolderStatus { get; init; }
}
