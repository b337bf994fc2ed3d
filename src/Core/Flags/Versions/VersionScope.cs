using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Flags.Versions;

/// <summary>What one scope served in a version.</summary>
/// <param name="SegmentId">Tells scopes apart; null for the environment default.</param>
/// <param name="Name">In words: "Environment default", "Beta testers", "Rollout of Checkout button size".</param>
/// <param name="Rank">Its place among the overrides, from 1; 0 for the environment default.</param>
/// <param name="State">What it served.</param>
public sealed record VersionScope(int? SegmentId, string Name, int Rank, ServedState State)
{
    /// <summary>Whether it is the rollout of an experiment.</summary>
    public bool IsRollout { get; init; }
}
