namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>What becomes of the override of a rollout when something is done with its experiment.</summary>
public enum OverrideEffect
{
    /// <summary>It is enabled, and served.</summary>
    Enabled,

    /// <summary>It is kept as it is, and not served.</summary>
    KeptUnserved,

    /// <summary>It is as before the end: served where the experiment ran.</summary>
    AsBeforeTheEnd,

    /// <summary>Another takes its place that is as it was, with a segment and a seed of its own.</summary>
    Replaced,

    /// <summary>It is taken away.</summary>
    Removed,
}
