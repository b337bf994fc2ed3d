using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.Core.Experiments.History;

/// <summary>One kind of change that can be undone while it is the last.</summary>
/// <param name="Action">What its record calls it.</param>
/// <param name="Permission">Who may undo it: whoever may do the opposite.</param>
/// <param name="Undone">What the record of the undo calls it.</param>
internal sealed record UndoRule(string Action, Permission Permission, string Undone)
{
    private const string RolloutChanged = "rollout_changed";
    private const string Edited = "edited";
    private const string Paused = "paused";
    private const string Resumed = "resumed";
    private const string Completed = "completed";

    /// <summary>What its record calls the undoing of an edit: like an edit itself it moves nothing that is served.</summary>
    public const string EditUndone = "edit_undone";

    /// <summary>What ends the name of every undo in records.</summary>
    private const string Suffix = "_undone";

    public static IReadOnlyList<UndoRule> Table { get; } =
    [
        new(RolloutChanged, Permission.EditRollouts, "rollout_undone"),
        new(Edited, Permission.RunExperiments, EditUndone),
        new(Paused, Permission.RunExperiments, "pause_undone"),
        new(Resumed, Permission.PauseExperiments, "resume_undone"),
        new(Completed, Permission.RunExperiments, "end_undone"),
    ];

    public bool IsRollout => Action == RolloutChanged;

    public bool IsEdit => Action == Edited;

    public bool IsPause => Action == Paused;

    public bool IsResume => Action == Resumed;

    public bool IsEnd => Action == Completed;

    /// <summary>The rule of a recorded action; null when that can never be undone.</summary>
    public static UndoRule? Of(string action) => Table.SingleOrDefault(rule => rule.Action == action);

    /// <summary>Whether a recorded action was an undo itself.</summary>
    public static bool IsUndo(string action) => action.EndsWith(Suffix, StringComparison.Ordinal);
}
