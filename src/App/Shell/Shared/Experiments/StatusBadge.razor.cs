using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Shell.Shared.Experiments;

/// <summary>Draft, Running, Paused, Completed or Archived: picture and word, the same everywhere.</summary>
public sealed partial class StatusBadge
{
    [Parameter, EditorRequired]
    public required StatusTone Of { get; set; }

    private Color Kind => Of switch
    {
        StatusTone.Draft => Color.Default,
        StatusTone.Running => Color.Success,
        StatusTone.Paused => Color.Warning,
        StatusTone.Completed => Color.Info,
        StatusTone.Archived => Color.Default,
    };

    private string Picture => Of switch
    {
        StatusTone.Draft => Icons.Material.Outlined.RadioButtonUnchecked,
        StatusTone.Running => Icons.Material.Filled.FiberManualRecord,
        StatusTone.Paused => Icons.Material.Outlined.Pause,
        StatusTone.Completed => Icons.Material.Outlined.Check,
        StatusTone.Archived => Icons.Material.Outlined.Archive,
    };
}
