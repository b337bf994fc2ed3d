namespace ExperimentAdmin.Core.Experiments.Rollout.Domain;

/// <summary>What an alternative to a new split keeps.</summary>
public enum SplitAlternativeKind
{
    /// <summary>The split as it is, so that nobody switches: as many of everyone get the arm that was changed most, by another rollout.</summary>
    RolloutInstead,

    /// <summary>The share of the arm that was changed most, with as few as can be between the others.</summary>
    FewerSwitches,
}
