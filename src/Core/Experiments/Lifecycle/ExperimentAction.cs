namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>What can be done with a whole experiment.</summary>
public enum ExperimentAction
{
    /// <summary>Lets people in for the first time.</summary>
    Start,

    /// <summary>Takes everybody out and keeps everything.</summary>
    Pause,

    /// <summary>Lets the same people in again, with the same arms.</summary>
    Resume,

    /// <summary>Deals everybody again: other people enter, with other arms.</summary>
    NewPhase,

    /// <summary>Completes it for good.</summary>
    End,

    /// <summary>Takes it from every list.</summary>
    Delete,
}
