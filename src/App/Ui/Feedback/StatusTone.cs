namespace ExperimentAdmin.App.Ui.Feedback;

/// <summary>Where something is in its life, as every page shows it.</summary>
public enum StatusTone
{
    Draft,
    Running,
    Paused,
    Completed,
    Archived,
}
