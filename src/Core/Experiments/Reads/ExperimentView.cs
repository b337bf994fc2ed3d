using ExperimentAdmin.Core.Experiments.Conflicts;
using ExperimentAdmin.Core.Experiments.Disturbances;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>Everything that an experiment's page shows.</summary>
public sealed record ExperimentView
{
    /// <summary>The row of the list: names, status, times, rollout, arms.</summary>
    public required ExperimentItem Item { get; init; }

    /// <summary>What is expected and why.</summary>
    public string Hypothesis => Item.Hypothesis;

    /// <summary>What kind of value the flag serves.</summary>
    public FlagValueType ValueType => Item.ValueType;

    /// <summary>What the environment default serves.</summary>
    public required ServedState Default { get; init; }

    /// <summary>What the default served before the first rollout took it; null when nothing was taken.</summary>
    public IReadOnlyList<ServedAllocation>? DefaultBefore { get; init; }

    /// <summary>
    /// Whether deleting or ending gives the default its earlier allocations back: false when
    /// somebody changed the default since.
    /// </summary>
    public required bool DefaultReturns { get; init; }

    /// <summary>
    /// The rollout as people have it, or had it last before it was paused or switched off; null when nobody ever did, and
    /// for a completed experiment.
    /// </summary>
    public RolloutState? LastServed { get; init; }

    /// <summary>When the pause began that it is in, UTC; null while it is not paused.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>What came between it and what it compares.</summary>
    public required DisturbanceList Disturbances { get; init; }

    /// <summary>Why its end cannot be undone; null when it can, and while it is not completed.</summary>
    public Error? UndoRefusal { get; init; }

    /// <summary>Hand-made overrides that come before the rollout, strongest first.</summary>
    public required IReadOnlyList<OutrankingOverride> Outranking { get; init; }

    /// <summary>How many identities have an override of this flag of their own: they come first of all.</summary>
    public required int IdentityOverrides { get; init; }
}
