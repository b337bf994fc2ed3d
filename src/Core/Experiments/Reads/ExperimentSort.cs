namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>The orders that the list of experiments offers.</summary>
public enum ExperimentSort
{
    Created,
    Started,
    Name,

    /// <summary>Drafts, running, paused, completed; newest first within each, from either end.</summary>
    Status,

    /// <summary>By the percentage of the rollout; those without one come before 0 %. Newest first among equals, from either end.</summary>
    Rollout,
}
