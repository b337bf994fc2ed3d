using ExperimentAdmin.Core.Experiments.Lifecycle;

namespace ExperimentAdmin.Core.Experiments.Disturbances;

/// <summary>Every way the door to a frozen flag, and the exclusion of a segment, are turned down.</summary>
public static class DisturbanceErrors
{
    public static Error ReasonMissing() => new Error.Invalid(
        "reason_missing", "Say why the flag has to be changed while the experiment runs: whoever reads the results has to know.", "reason");

    public static Error NotFrozen(string name, ExperimentStatus status) => new Error.Conflict(
        "flag_not_frozen", $"{name} is {ExperimentLifecycle.Word(status)}, so it freezes nothing. Change the flag on its page.");

    public static Error AlreadyOpen(string who) => new Error.Conflict("flag_open", $"{who} opened the flag already. Administrators can change it on its page.");

    public static Error NotOpen() => new Error.Conflict("flag_not_open", "The flag is frozen already.");

    public static Error NotStarted(string name, ExperimentStatus status) => new Error.Conflict(
        "exclusion_refused", $"{name} is {ExperimentLifecycle.Word(status)}: a segment is excluded from one that is running or paused.");

    public static Error NobodyToExclude(string name) => new Error.Conflict(
        "rollout_missing", $"{name} has no rollout, so there is nobody to exclude. Set a rollout first.");

    public static Error SegmentMissing() => new Error.Invalid("segment_missing", "Choose the segment to exclude.", "segment");

    public static Error SegmentUnknown() => new Error.Invalid("segment_unknown", "There is no such segment in this project. Choose one from the list.", "segment");

    public static Error SegmentArchived(string segment) => new Error.Invalid(
        "segment_archived", $"{segment} is archived. Bring it back on its page, or choose another.", "segment");

    public static Error AlreadyOutranks(string segment) => new Error.Invalid(
        "segment_outranks", $"{segment} has an override of the flag already, so nobody of it is in the experiment.", "segment");

    public static Error TooMany() => new Error.Conflict("too_many_overrides", "The flag has as many overrides as it can have. Remove one first.");
}
