using ExperimentAdmin.Core.Common;

namespace ExperimentAdmin.Core.Experiments.Domain;

/// <summary>
/// What a change of a rollout does to people, as shares of everyone in percent, exact. Entering depends on one hash and
/// the arm on another, so shares multiply; arms are consecutive intervals of the second hash in ordinal order, with
/// control last, so who keeps their arm is the overlap of the old interval with the new.
/// </summary>
/// <param name="Keep">Enrolled before and after, in the same arm.</param>
/// <param name="Switch">Enrolled before and after, in another arm.</param>
/// <param name="Enter">Newly enrolled.</param>
/// <param name="Leave">No longer enrolled.</param>
/// <param name="Outside">Outside before and after.</param>
public sealed record RolloutForecast(decimal Keep, decimal Switch, decimal Enter, decimal Leave, decimal Outside)
{
    /// <summary>Whether anybody who is enrolled gets another arm or drops out.</summary>
    public bool DisturbsEnrolled => Switch > 0 || Leave > 0;

    /// <param name="percentageBefore">0 while there was no rollout or it was not served.</param>
    /// <param name="splitBefore">Basis points of the variants in ordinal order; control is the remainder.</param>
    /// <param name="percentageAfter">0 to 10,000 basis points.</param>
    /// <param name="splitAfter">The same variants in the same order.</param>
    public static RolloutForecast Of(
        int percentageBefore, IReadOnlyList<int> splitBefore, int percentageAfter, IReadOnlyList<int> splitAfter)
    {
        ArgumentNullException.ThrowIfNull(splitBefore);
        ArgumentNullException.ThrowIfNull(splitAfter);
        if (splitBefore.Count != splitAfter.Count)
        {
            throw new ArgumentException("Both splits are of the same variants.", nameof(splitAfter));
        }

        var stay = Math.Min(percentageBefore, percentageAfter);
        var same = Intervals(splitBefore).Zip(Intervals(splitAfter), (before, after)
            => Math.Max(0, Math.Min(before.End, after.End) - Math.Max(before.Start, after.Start))).Sum();
        return new RolloutForecast(
            RolloutEffect.PercentOfEveryone(stay, same),
            RolloutEffect.PercentOfEveryone(stay, BasisPoints.Whole - same),
            Math.Max(0, percentageAfter - percentageBefore) / 100m,
            Math.Max(0, percentageBefore - percentageAfter) / 100m,
            (BasisPoints.Whole - Math.Max(percentageBefore, percentageAfter)) / 100m);
    }

    private static IEnumerable<(int Start, int End)> Intervals(IReadOnlyList<int> split)
    {
        var start = 0;
        foreach (var share in split.Append(BasisPoints.Whole - split.Sum()))
        {
            yield return (start, start + share);
            start += share;
        }
    }
}
