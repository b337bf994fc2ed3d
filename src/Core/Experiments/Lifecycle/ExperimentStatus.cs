namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>Where an experiment is in its life: created, running and paused in turns, completed for ever.</summary>
public enum ExperimentStatus
{
    /// <summary>Set up and not started; shown as Draft.</summary>
    Created,
    Running,
    Paused,
    Completed,
}
