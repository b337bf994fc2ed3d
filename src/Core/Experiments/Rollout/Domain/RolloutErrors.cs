namespace ExperimentAdmin.Core.Experiments.Rollout.Domain;

/// <summary>Every way a rollout is turned down, in one place to read and to test.</summary>
public static class RolloutErrors
{
    public static Error Empty() => new Error.Invalid(
        "rollout_empty", "Nothing was asked for. Send at least one of enabled, percentage, control value and allocations.", "rollout");

    public static Error PercentageMissing() => new Error.Invalid(
        "rollout_percentage_missing", "A new rollout needs the percentage of identities that enter.", "percentage");

    public static Error DuplicateVariants(IEnumerable<string> names) => new Error.Invalid(
        "rollout_duplicate_variants", $"Each variant can be allocated once; listed twice: {string.Join(", ", names)}.", "allocations");

    public static Error ForeignVariants(IEnumerable<int> ids) => new Error.Invalid(
        "rollout_foreign_variants",
        $"These variants do not belong to the experiment's flag: {string.Join(", ", ids.Order())}. Choose among the flag's own.",
        "allocations")
    {
        Subject = string.Join(", ", ids.Order()),
    };

    public static Error ArchivedVariant(string key) => new Error.Invalid(
        "rollout_archived_variant", $"The variant {key} is archived and can get no new share. Bring it back on the flag's page first.", "allocations");

    public static Error SplitTooLarge(int total) => new Error.Invalid(
        "rollout_split_too_large",
        $"The split adds up to {BasisPoints.Format(total)} %. Lower one arm by {BasisPoints.Format(total - BasisPoints.Whole)} %, or press Split evenly.",
        "allocations")
    {
        Subject = BasisPoints.Format(total),
    };

    public static Error Completed(string name) => new Error.Conflict(
        "experiment_completed", $"{name} is completed, so its rollout can no longer change. Create a new experiment on the flag.");

    public static Error Drifted(string name) => new Error.Conflict(
        "rollout_drifted", $"Parts of the rollout of {name} were removed by other means. Repair the rollout on the experiment's page first.");
}
