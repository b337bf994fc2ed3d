namespace ExperimentAdmin.App.Features.Experiments.Lifecycle;

/// <summary>What can be done with a whole experiment.</summary>
public enum ExperimentAction
{
    Start,
    Pause,
    Resume,
    End,
    Delete,
}
