namespace ExperimentAdmin.Core.Evaluation.Forecast;

/// <summary>Everybody who goes the same way when a rollout changes.</summary>
/// <param name="From">The arm before, or <see cref="RolloutAssignment.Outside"/>.</param>
/// <param name="To">The arm after, or <see cref="RolloutAssignment.Outside"/>.</param>
/// <param name="Count">How many of <see cref="AssignmentChange.Everyone"/> pairs of hash values.</param>
public readonly record struct AssignmentFlow(int From, int To, long Count)
{
    /// <summary>Inside before and after, in the same arm.</summary>
    public bool Keeps => From == To && From != RolloutAssignment.Outside;

    /// <summary>Inside before and after, in another arm.</summary>
    public bool Switches => From != To && From != RolloutAssignment.Outside && To != RolloutAssignment.Outside;

    /// <summary>Inside before only.</summary>
    public bool Leaves => From != RolloutAssignment.Outside && To == RolloutAssignment.Outside;

    /// <summary>Inside after only.</summary>
    public bool Enters => From == RolloutAssignment.Outside && To != RolloutAssignment.Outside;
}
