namespace ExperimentAdmin.Core.Experiments.History;

/// <summary>Every way an undo of the last change or a comparison is turned down, in one place to read and to test.</summary>
public static class HistoryErrors
{
    private const string Code = "undo_refused";

    /// <summary>The refusal of what is of a kind that is never undone.</summary>
    /// <param name="number">The revision of the last change.</param>
    /// <param name="action">What its record calls it.</param>
    /// <param name="summary">What it did.</param>
    public static Error NotUndoable(int number, string action, string summary)
    {
        ArgumentNullException.ThrowIfNull(action);
        return new Error.Conflict(
            Code,
            action switch
            {
                "created" => "Nothing was changed since it was created, so there is nothing to undo.",
                "started" => "The last change was the start, which cannot be undone: people were let in. Pause the experiment, or end it.",
                "new_phase" => "The last change was a new phase, which cannot be undone: everybody was dealt again.",
                "rollout_created" => "The last change set the first rollout up, which cannot be undone. Change the rollout, or delete the experiment.",
                _ when UndoRule.IsUndo(action)
                    => $"The last change (revision {number}) was an undo itself, which cannot be undone. If it was wanted after all, do it again.",
                _ => $"The last change ({summary}) is none that can be undone.",
            });
    }

    public static Error RecordGone() => new Error.Conflict(Code, "The last change is no longer recorded, so it cannot be undone.");

    public static Error VariantGone(string key) => new Error.Conflict(
        Code, $"The variant {key} was deleted since, so its share cannot come back. Change the rollout instead.");

    public static Error VariantArchived(string key) => new Error.Conflict(
        Code, $"The variant {key} was archived since, so its share cannot come back. Bring it back on the flag's page first.");

    public static Error ValueUnfit() => new Error.Conflict(
        Code, "The flag has values of another type since, so the control value cannot come back. Change the rollout instead.");

    public static Error OwnerGone(string? owner) => new Error.Conflict(
        Code, $"{owner ?? "The owner before"} can no longer read this project, so the owner cannot come back. Change what is written instead.");

    public static Error RevisionUnknown(int number, string field) => new Error.Invalid(
        "revision_unknown", $"The experiment has no revision {number} that is still recorded. Choose one from its history.", field);
}
