using System.Diagnostics;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using static ExperimentAdmin.Core.Experiments.Lifecycle.ExperimentStatus;

namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>
/// The one table of an experiment's life: what can be done in which status, by whom, what comes of it, and the words. Buttons, routes and
/// whatever acts by itself read it.
/// </summary>
public static class ExperimentLifecycle
{
    /// <summary>All that can be done, in the order in which it is offered: what goes on first, what takes away last.</summary>
    public static IReadOnlyList<LifecycleRule> Table { get; } =
    [
        new(ExperimentAction.Start, [Created], Running, Permission.RunExperiments, OverrideEffect.Enabled, true, "Start", "started"),
        new(ExperimentAction.Resume, [Paused], Running, Permission.RunExperiments, OverrideEffect.Enabled, true, "Resume", "resumed"),
        new(ExperimentAction.Pause, [Running], Paused, Permission.PauseExperiments, OverrideEffect.KeptUnserved, false, "Pause", "paused"),
        new(ExperimentAction.NewPhase, [Running, Paused], null, Permission.RunExperiments, OverrideEffect.Replaced, true, "New phase", "new_phase"),
        new(ExperimentAction.End, [Running, Paused], Completed, Permission.RunExperiments, OverrideEffect.KeptUnserved, false, "End", "completed"),
        new(ExperimentAction.UndoEnd, [Completed], null, Permission.RunExperiments, OverrideEffect.AsBeforeTheEnd, false, "Undo the end", "end_undone"),
        new(ExperimentAction.Archive, [Completed], null, Permission.RunExperiments, OverrideEffect.KeptUnserved, false, "Archive", "archived"),
        new(ExperimentAction.Unarchive, [Completed], null, Permission.RunExperiments, OverrideEffect.KeptUnserved, false, "Bring back", "unarchived"),
        new(ExperimentAction.Delete, [Created, Paused, Completed], null, Permission.RunExperiments, OverrideEffect.Removed, false, "Delete", "deleted"),
    ];

    /// <summary>The row of an action.</summary>
    public static LifecycleRule Of(ExperimentAction action) => Table.Single(rule => rule.Action == action);

    /// <summary>Whether an action can be done in a status.</summary>
    public static bool Allows(ExperimentStatus from, ExperimentAction action) => Of(action).From.Contains(from);

    /// <summary>What somebody may do with an experiment as it is, in the order in which it is offered.</summary>
    /// <param name="status">Where it stands.</param>
    /// <param name="isArchived">Whether it is out of the list of experiments.</param>
    /// <param name="rollout">Its rollout.</param>
    /// <param name="access">Who asks.</param>
    public static IEnumerable<ExperimentAction> Offered(ExperimentStatus status, bool isArchived, RolloutReading rollout, ProjectAccess access)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentNullException.ThrowIfNull(access);
        return Table
            .Where(rule => rule.From.Contains(status) && access.May(rule.Permission) && !(rule.NeedsWholeRollout && rollout.HasDrifted)
                && (rule.Override is not OverrideEffect.Replaced || rollout.Exists)
                && rule.Action switch
                {
                    ExperimentAction.UndoEnd or ExperimentAction.Archive => !isArchived,
                    ExperimentAction.Unarchive => isArchived,
                    _ => true,
                })
            .Select(rule => rule.Action);
    }

    /// <summary>The word that people read.</summary>
    public static string Word(ExperimentStatus status) => status switch
    {
        Created => "draft",
        Running => "running",
        Paused => "paused",
        Completed => "completed",
        _ => throw new UnreachableException($"No word for {status}."),
    };

    /// <summary>Why an action cannot be done in a status that is none of those that allow it.</summary>
    internal static Error Refusal(string name, ExperimentStatus from, ExperimentAction action) => action switch
    {
        ExperimentAction.Delete => ExperimentErrors.RunningNotDeleted(name),
        ExperimentAction.UndoEnd or ExperimentAction.Archive or ExperimentAction.Unarchive => EndingErrors.NotCompleted(name, from),
        _ => new Error.Conflict(
            "transition_refused",
            from switch
            {
                Running => $"{name} is running already.",
                Paused => $"{name} is paused already.",
                Completed => $"{name} is completed. Undo its end, or create a new experiment on the flag.",
                Created => $"{name} was never started. Start it first, or delete it.",
                _ => throw new UnreachableException($"Everything can be done with {name} in {from}."),
            }),
    };
}
