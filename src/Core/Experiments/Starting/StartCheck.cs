namespace ExperimentAdmin.Core.Experiments.Starting;

/// <summary>What should hold before an experiment starts. None of it is a must: whoever starts anyway is recorded.</summary>
public enum StartCheck
{
    /// <summary>It has a rollout that lets somebody in.</summary>
    Rollout,

    /// <summary>At least two arms have a share.</summary>
    TwoArms,

    /// <summary>Control has a share, or there is nothing to compare with.</summary>
    Control,

    /// <summary>All arms that have a share have the same: an uneven split needs more people to show the same.</summary>
    EvenSplit,

    /// <summary>The environment default is enabled, so that whoever is outside gets what control gets.</summary>
    DefaultEnabled,

    /// <summary>No override comes before the rollout.</summary>
    NotOutranked,

    /// <summary>An application asked for the flag in the last day.</summary>
    Asked,

    /// <summary>Nobody else is editing the experiment right now.</summary>
    NobodyEdits,
}
