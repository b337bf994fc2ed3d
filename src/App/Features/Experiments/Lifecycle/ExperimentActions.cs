using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Shared.Experiments;
using ExperimentAdmin.Core.Access.Grants;
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
        if (!here.Access.May(Permission.RunExperiments) || here.Environment.IsArchived)
        {
            return [];
        }

        // One that has to be repaired cannot be started.
        return item.Status switch
        {
            ExperimentStatus.Created when item.Rollout.HasDrifted => [ExperimentAction.Delete],
            ExperimentStatus.Created => [ExperimentAction.Start, ExperimentAction.Delete],
            ExperimentStatus.Running => [ExperimentAction.Pause, ExperimentAction.End],
            ExperimentStatus.Paused when item.Rollout.HasDrifted => [ExperimentAction.End, ExperimentAction.Delete],
            ExperimentStatus.Paused => [ExperimentAction.Resume, ExperimentAction.End, ExperimentAction.Delete],
            ExperimentStatus.Completed => [ExperimentAction.Delete],
        };
    }

    /// <summary>Its word for a button or a menu; each opens a question.</summary>
    public static string Word(ExperimentAction action) => $"{action}…";

    /// <summary>Whether it takes something away.</summary>
    public static bool IsDanger(ExperimentAction action) => action is ExperimentAction.End or ExperimentAction.Delete;

    public static string Picture(ExperimentAction action) => action switch
    {
        ExperimentAction.Start or ExperimentAction.Resume => Icons.Material.Outlined.PlayArrow,
        ExperimentAction.Pause => Icons.Material.Outlined.Pause,
        ExperimentAction.End => Icons.Material.Outlined.Stop,
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
