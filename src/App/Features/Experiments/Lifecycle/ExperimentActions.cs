using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Shared.Experiments;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using MudBlazor;

namespace ExperimentAdmin.App.Features.Experiments.Lifecycle;

/// <summary>Which actions an experiment offers to whom, and what they are called.</summary>
public static class ExperimentActions
{
    /// <summary>The actions that the experiment's state allows and this person may take; none where the environment is archived.</summary>
    public static IReadOnlyList<ExperimentAction> For(ExperimentItem item, Workspace here)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(here);
        return here.Environment.IsArchived ? [] : [.. ExperimentLifecycle.Offered(item.Status, item.ArchivedAt is not null, item.Rollout, here.Access)];
    }

    /// <summary>Its word for a button or a menu; each opens a question.</summary>
    public static string Word(ExperimentAction action) => $"{ExperimentLifecycle.Of(action).Word}…";

    /// <summary>Whether it takes something away that does not come back.</summary>
    public static bool IsDanger(ExperimentAction action) => action is ExperimentAction.NewPhase or ExperimentAction.End or ExperimentAction.Delete;

    public static string Picture(ExperimentAction action) => action switch
    {
        ExperimentAction.Start or ExperimentAction.Resume => Icons.Material.Outlined.PlayArrow,
        ExperimentAction.NewPhase => Icons.Material.Outlined.Shuffle,
        ExperimentAction.Pause => Icons.Material.Outlined.Pause,
        ExperimentAction.End => Icons.Material.Outlined.Stop,
        ExperimentAction.UndoEnd => Icons.Material.Outlined.Undo,
        ExperimentAction.Archive => Icons.Material.Outlined.Archive,
        ExperimentAction.Unarchive => Icons.Material.Outlined.Unarchive,
        ExperimentAction.Delete => Icons.Material.Outlined.Delete,
    };

    /// <summary>A status as pages show it.</summary>
    public static StatusTone Tone(ExperimentStatus status) => status switch
    {
        ExperimentStatus.Created => StatusTone.Draft,
        ExperimentStatus.Running => StatusTone.Running,
        ExperimentStatus.Paused => StatusTone.Paused,
        ExperimentStatus.Completed => StatusTone.Completed,
    };
}
