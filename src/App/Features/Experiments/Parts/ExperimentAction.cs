namespace ExperimentAdmin.App.Features.Experiments.Parts;

/// <summary>What can be done with a whole experiment.</summary>
public enum ExperimentAction
{
    Start,
    Pause,
    Resume,
    End,
    Delete,
}
