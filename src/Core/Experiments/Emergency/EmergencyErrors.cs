namespace ExperimentAdmin.Core.Experiments.Emergency;

/// <summary>Why nothing can be stopped, or resumed.</summary>
public static class EmergencyErrors
{
    public static Error NothingRuns() => new Error.Conflict("nothing_runs", "No experiment is running in this environment, so there is nothing to stop.");

    public static Error NothingStopped() => new Error.Conflict(
        "nothing_stopped", "No experiment of this environment is paused by Stop all. Others are resumed on their own pages.");
}
