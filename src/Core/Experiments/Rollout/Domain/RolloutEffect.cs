namespace ExperimentAdmin.Core.Experiments.Rollout.Domain;

/// <summary>What a rollout and a split mean for everyone: the share of all identities that is inside, per arm.</summary>
public static class RolloutEffect
{
    /// <summary>How many of a round number of identities land where; adds up exactly.</summary>
    /// <param name="percentage">How many enter, 0 to 10,000 basis points.</param>
    /// <param name="split">Basis points per arm of those inside; adds up to 10,000.</param>
    /// <param name="of">The round number, such as 100,000.</param>
    /// <returns>One number per arm, then those outside.</returns>
    public static int[] OutOf(int percentage, IReadOnlyList<int> split, int of)
    {
        ArgumentNullException.ThrowIfNull(split);
        return SplitBalance.Divide(of, [
            .. split.Select(share => (long)percentage * share),
            (long)(BasisPoints.Whole - percentage) * BasisPoints.Whole,
        ]);
    }

    /// <summary>The share of everyone that an arm has, in percent, exact: 20 % of 33.33 % is 6.666 %.</summary>
    public static decimal PercentOfEveryone(int percentage, int share) => percentage * (decimal)share / 1_000_000m;
}
