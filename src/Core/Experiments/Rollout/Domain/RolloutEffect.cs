namespace ExperimentAdmin.Core.Experiments.Rollout.Domain;

/// <summary>What a rollout and a split mean for everyone: the share of all identities that is inside, per arm.</summary>
public static class RolloutEffect
{
    /// <summary>How many of a round number of identities land where; adds up exactly.</summary>
    /// <param name="percentage">How many enter.</param>
    /// <param name="split">Per arm, of those inside; adds up to the whole.</param>
    /// <param name="of">The round number, such as 100,000.</param>
    /// <returns>One number per arm, then those outside.</returns>
    public static int[] OutOf(BasisPoints percentage, IReadOnlyList<BasisPoints> split, int of)
    {
        ArgumentNullException.ThrowIfNull(split);
        return SplitBalance.Divide(of, [
            .. split.Select(share => (long)percentage.Value * share.Value),
            (long)percentage.Rest.Value * BasisPoints.Whole,
        ]);
    }

    /// <summary>The share of everyone that an arm has, in percent, exact: 20 % of 33.33 % is 6.666 %.</summary>
    public static decimal PercentOfEveryone(BasisPoints percentage, BasisPoints share) => percentage.Percent * share.Percent / 100m;
}
