namespace ExperimentAdmin.App.Ui;

/// <summary>The look of a badge; its word says what it means.</summary>
public enum BadgeKind
{
    Neutral,
    Outline,
    Info,
    Success,
    Warning,
    Danger,
    Accent,
}
