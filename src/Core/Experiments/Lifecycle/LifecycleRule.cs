using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>One row of the table of an experiment's life.</summary>
/// <param name="Action">What is done.</param>
/// <param name="From">In which statuses it can be done.</param>
/// <param name="To">The status afterwards; null where it stays, or where nothing is left.</param>
/// <param name="Permission">Who may.</param>
/// <param name="Override">What happens to the override of the rollout.</param>
/// <param name="NeedsWholeRollout">Whether parts of the rollout that are missing stand against it.</param>
/// <param name="Word">What it is called on a button, without an ellipsis.</param>
/// <param name="Done">What was done, in records: "paused".</param>
public sealed record LifecycleRule(
    ExperimentAction Action,
    IReadOnlyList<ExperimentStatus> From,
    ExperimentStatus? To,
    Permission Permission,
    OverrideEffect Override,
    bool NeedsWholeRollout,
    string Word,
    string Done);
