namespace ExperimentAdmin.App.Shell.Shared.Experiments;

/// <summary>Where something is in its life, as every page shows it.</summary>
public enum StatusTone
{
    Draft,
    Running,
    Paused,
    Completed,
    Archived,
}
