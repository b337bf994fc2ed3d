namespace ExperimentAdmin.Core.Evaluation.Hashing;

/// <summary>Where a percentage puts an identity.</summary>
/// <param name="Hash">From 0 to below 100.</param>
/// <param name="Limit">The percentage that is let in: hashes up to and including it.</param>
public readonly record struct SplitPosition(double Hash, double Limit)
{
    /// <summary>Whether the identity is let in.</summary>
    public bool IsInside => Hash <= Limit;
}
