using ExperimentAdmin.Core.Experiments.Lifecycle;

namespace ExperimentAdmin.Core.Experiments.Endings;

/// <summary>Every way an end, its undoing or its conclusion is turned down, in one place to read and to test.</summary>
public static class EndingErrors
{
    public static Error EndingMissing() => new Error.Invalid(
        "ending_missing", "Choose what everybody gets from now: a variant, control, or what was before.", "ending");

    public static Error ConclusionMissing() => new Error.Invalid(
        "conclusion_missing", "Choose what was learned: won, lost, inconclusive or stopped.", "conclusion");

    public static Error NoteTooLong(int length) => new Error.Invalid(
        "note_too_long", $"The note has {length} characters; at most {ExperimentEnd.NoteMaxLength} fit. Shorten it.", "note");

    public static Error ForeignVariant(string flag) => new Error.Invalid(
        "ending_foreign_variant", $"{flag} has no such variant. Choose one of its own.", "ending");

    public static Error ArchivedVariant(string key) => new Error.Invalid(
        "ending_archived_variant", $"The variant {key} is archived, so it cannot be given to everybody. Choose another.", "ending");

    public static Error NoSuchOverride(string flag) => new Error.Invalid(
        "ending_no_such_override",
        $"{flag} has no override of such a segment any more. Look at the overrides that there are, then end the experiment again.", "removeOverridesOf");

    public static Error NotCompleted(string name, ExperimentStatus status) => new Error.Conflict(
        "transition_refused", $"{name} is {ExperimentLifecycle.Word(status)}: only a completed experiment has an end.");

    public static Error Archived(string name) => new Error.Conflict(
        "experiment_archived", $"{name} is archived. Bring it back first.");

    public static Error NotArchived(string name) => new Error.Conflict("experiment_not_archived", $"{name} is not archived.");

    public static Error NothingRemembered(string name) => new Error.Conflict(
        "end_not_undoable", $"It is not known what the flag of {name} served before the end, so that cannot be undone.");

    public static Error FlagGone(string flag) => new Error.Conflict(
        "end_not_undoable", $"{flag} was archived since, so the end can no longer be undone.");

    public static Error FlagTaken(string flag, string experiment, ExperimentStatus status) => new Error.Conflict(
        "end_not_undoable",
        $"{flag} has the experiment {experiment} now ({ExperimentLifecycle.Word(status)}), so the end can no longer be undone.");

    public static Error FlagChanged(string flag, string? who, string? what) => new Error.Conflict(
        "end_not_undoable",
        $"{(who is null ? "Somebody" : who)} changed {flag} since{(what is null ? string.Empty : $" ({what})")}, so the end can no longer be undone.")
    {
        Subject = who,
    };

    public static Error SegmentGone() => new Error.Conflict(
        "end_not_undoable", "A segment whose override was removed with the end was deleted since, so the end can no longer be undone.");
}
