namespace ExperimentAdmin.Core.Experiments.Rollout.Domain;

/// <summary>What a rollout is made of, for saying what is missing.</summary>
public enum RolloutPart
{
    /// <summary>The system segment.</summary>
    Segment,

    /// <summary>The segment's percentage condition.</summary>
    Condition,

    /// <summary>The segment override on the flag.</summary>
    Override,
}
