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

    /// <summary>Everybody has been in it for two weeks: there is no reason left not to decide.</summary>
    AtFull,

    /// <summary>It runs for longer than was planned.</summary>
    LongerThanPlanned,

    /// <summary>It ended lately, and nobody said what was learned.</summary>
    EndedOpen,

    /// <summary>It was paused long ago and still holds its flag.</summary>
    PausedLong,

    /// <summary>It was created long ago, never started, and holds its flag.</summary>
    NotStarted,
}
