using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui;

/// <summary>Draft, Running, Paused, Completed or Archived: picture and word, the same everywhere.</summary>
public sealed partial class StatusBadge
{
    [Parameter, EditorRequired]
    public required StatusTone Of { get; set; }

    private BadgeKind Kind => Of switch
    {
        StatusTone.Draft => BadgeKind.Outline,
        StatusTone.Running => BadgeKind.Success,
        StatusTone.Paused => BadgeKind.Warning,
        StatusTone.Completed => BadgeKind.Info,
        StatusTone.Archived => BadgeKind.Neutral,
    };

    private IconName Picture => Of switch
    {
        StatusTone.Draft => IconName.Circle,
        StatusTone.Running => IconName.Dot,
        StatusTone.Paused => IconName.Pause,
        StatusTone.Completed => IconName.Check,
        StatusTone.Archived => IconName.Archive,
    };
}
