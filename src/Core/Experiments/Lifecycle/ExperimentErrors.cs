namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>Every way an experiment is turned down, in one place to read and to test.</summary>
public static class ExperimentErrors
{
    public static Error NotFound() => new Error.NotFound(
        "experiment_not_found", "There is no such experiment in this environment. It may have been deleted.");

    public static Error NameMissing() => new Error.Invalid("name_missing", "Give the experiment a name.", "name");

    public static Error NameTooLong(int length) => new Error.Invalid(
        "name_too_long", $"The name has {length} characters; at most {Experiment.NameMaxLength} fit. Shorten it.", "name");

    public static Error HypothesisMissing() => new Error.Invalid(
        "hypothesis_missing", "Say what you expect to happen and why: without a hypothesis nobody can tell later what was learned.", "hypothesis");

    public static Error HypothesisTooLong(int length) => new Error.Invalid(
        "hypothesis_too_long",
        $"The hypothesis has {length} characters; at most {Experiment.HypothesisMaxLength} fit. Shorten it.", "hypothesis");

    public static Error DescriptionTooLong(int length) => new Error.Invalid(
        "description_too_long",
        $"The description has {length} characters; at most {Experiment.DescriptionMaxLength} fit. Shorten it.", "description");

    public static Error PlanOutOfRange() => new Error.Invalid(
        "plan_out_of_range", $"An experiment can be planned for 1 to {ExperimentText.MostPlannedDays:N0} days. Leave it empty for no plan.", "plannedDays");

    public static Error FlagMissing() => new Error.Invalid("flag_missing", "Choose the flag that the experiment is on.", "flag");

    public static Error FlagUnknown() => new Error.Invalid(
        "flag_unknown", "There is no such flag in this project. Choose one from the list.", "flag");

    public static Error FlagNotMultivariate(string flag) => new Error.Invalid(
        "flag_not_multivariate", $"{flag} has no variants, so there is nothing to compare. Add a variant to it, or choose another flag.", "flag");

    public static Error FlagArchived(string flag) => new Error.Invalid(
        "flag_archived", $"{flag} is archived. Bring it back on its page, or choose another flag.", "flag");

    public static Error FlagTaken(string flag, string experiment, ExperimentStatus status) => new Error.Conflict(
        "flag_taken",
        $"{flag} already has the experiment {experiment} in this environment ({ExperimentLifecycle.Word(status)}). Complete or delete it first.",
        "flag");

    public static Error FlagFixed() => new Error.Invalid(
        "flag_fixed", "The flag of an experiment cannot change. Delete this one and create another on the other flag.", "flag");

    public static Error RolloutElsewhere() => new Error.Invalid(
        "rollout_elsewhere", "The rollout is not changed here. Use Edit on the rollout of the experiment, or the rollout route of the API.", "rollout");

    public static Error RunningNotDeleted(string name) => new Error.Conflict(
        "running_not_deleted", $"{name} is running. Pause or complete it before you delete it.");

    public static Error PhaseReasonMissing() => new Error.Invalid(
        "reason_missing", "Say why everybody is dealt again: whoever reads the results later has to know.", "reason");

    public static Error NobodyToDeal(string name) => new Error.Conflict(
        "rollout_missing", $"{name} has no rollout, so there is nobody to deal again. Set a rollout first.");

    public static Error Frozen(string flag, string experiment, ExperimentStatus status) => new Error.Conflict(
        "flag_frozen",
        $"{flag} is part of the experiment {experiment}, which is {ExperimentLifecycle.Word(status)}. Changing the flag now would change what the experiment compares: "
        + "change the rollout on the experiment's page, or complete the experiment first.");

    public static Error InUse(string flag, string experiment, ExperimentStatus status) => new Error.Conflict(
        "used_by_experiment",
        $"{flag} is used by the experiment {experiment} ({ExperimentLifecycle.Word(status)}). Complete or delete the experiment first.");

    public static Error ViewOfNobody() => new Error.Forbidden("view_of_nobody", "Only a person has a view of their own: a key has none.");

    public static Error ViewTooLong() => new Error.Invalid("view_too_long", "This view asks for too much to be kept. Shorten its search.");
}
