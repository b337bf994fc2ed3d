using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui;

/// <summary>Draft, Running, Paused, Completed or Archived: picture and word, the same everywhere.</summary>
public sealed partial class StandingBadge
{
    [Parameter, EditorRequired]
    public required Standing Of { get; set; }

    private BadgeKind Kind => Of switch
    {
        Standing.Draft => BadgeKind.Outline,
        Standing.Running => BadgeKind.Success,
        Standing.Paused => BadgeKind.Warning,
        Standing.Completed => BadgeKind.Info,
        Standing.Archived => BadgeKind.Neutral,
    };

    private IconName Picture => Of switch
    {
        Standing.Draft => IconName.Circle,
        Standing.Running => IconName.Dot,
        Standing.Paused => IconName.Pause,
        Standing.Completed => IconName.Check,
        Standing.Archived => IconName.Archive,
    };
}
