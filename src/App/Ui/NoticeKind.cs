namespace ExperimentAdmin.App.Ui;

/// <summary>How serious a notice is.</summary>
public enum NoticeKind
{
    Info,
    Success,
    Warning,
    Danger,
}
