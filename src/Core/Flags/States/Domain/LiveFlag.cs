using ExperimentAdmin.Core.Flags.Versions;

namespace ExperimentAdmin.Core.Flags.States.Domain;

/// <summary>
/// All states that an environment serves of one feature, as a set. <see cref="Storage.FlagReader"/> and
/// <see cref="Storage.FlagWriter"/> are the only ways from and to the database.
/// </summary>
internal sealed class LiveFlag
{
    public required FlagHead Head { get; init; }

    public required FlagVersion Version { get; init; }

    public required ScopedState Default { get; init; }

    /// <summary>By rank: the first that matches wins.</summary>
    public required List<ScopedState> Overrides { get; init; }

    /// <summary>The rows that the states were read from.</summary>
    public IReadOnlyList<FlagStateRow> StateRows { get; init; } = [];

    /// <summary>The rows that the states' allocations were read from.</summary>
    public IReadOnlyList<FlagAllocationRow> AllocationRows { get; init; } = [];

    public int EnvironmentId => Head.EnvironmentId;

    public int FeatureId => Head.FeatureId;

    public ScopedState? OverrideOf(int segmentId) => Overrides.Find(state => state.Scope.SegmentId == segmentId);

    /// <summary>Hand-made overrides, by rank.</summary>
    public IEnumerable<ScopedState> HandMade => Overrides.Where(state => state.Rank < OverrideRank.Rollout);
}
