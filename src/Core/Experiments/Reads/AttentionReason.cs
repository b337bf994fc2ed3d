namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>Why somebody should look at an experiment, most urgent first.</summary>
public enum AttentionReason
{
    /// <summary>Parts of its rollout were removed by other means; it needs a repair.</summary>
    Drifted,

    /// <summary>It runs and nobody is in it: no rollout, one of 0 %, or one whose override is disabled.</summary>
    NobodyEnters,

    /// <summary>It runs, and no application asks for its flag.</summary>
    NobodyAsks,

    /// <summary>It was paused long ago and still holds its flag.</summary>
    PausedLong,

    /// <summary>It was created long ago, never started, and holds its flag.</summary>
    NotStarted,
}
