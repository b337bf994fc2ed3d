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

    /// <summary>Completes it, with what everybody gets from then on.</summary>
    End,

    /// <summary>Takes its end back: it goes on as it was.</summary>
    UndoEnd,

    /// <summary>Takes it from the list of experiments, and keeps it among those that are finished.</summary>
    Archive,

    /// <summary>Brings it back from the archive.</summary>
    Unarchive,

    /// <summary>Takes it from every list.</summary>
    Delete,
}
