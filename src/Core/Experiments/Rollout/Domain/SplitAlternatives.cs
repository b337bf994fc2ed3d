using ExperimentAdmin.Core.Evaluation.Forecast;

namespace ExperimentAdmin.Core.Experiments.Rollout.Domain;

/// <summary>
/// Finds rollouts near to one that was asked for which move fewer people between arms. Arms lie one after the other, in ordinal order and control
/// last, so there is one assignment for each split, and who moves is known exactly: whoever lies between a border before and after.
/// </summary>
public static class SplitAlternatives
{
    // With more arms, one border after the other is tried and not all of them together.
    private const int MostTogether = 8;

    /// <summary>The alternatives, none where nobody would switch anyway.</summary>
    /// <param name="beforePercentage">How many of everyone are in.</param>
    /// <param name="before">The share that each variant has, in ordinal order.</param>
    /// <param name="percentage">How many are wanted.</param>
    /// <param name="wanted">The shares that are wanted.</param>
    public static IReadOnlyList<SplitAlternative> Of(
        BasisPoints beforePercentage, IReadOnlyList<BasisPoints> before, BasisPoints percentage, IReadOnlyList<BasisPoints> wanted)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(wanted);
        var old = new RolloutAssignment(beforePercentage, before);
        var most = Switched(old, percentage, wanted);
        return most == 0
            ? []
            : [.. new[] { Instead(beforePercentage, before, percentage, wanted), Fewer(old, before, percentage, wanted, most) }.OfType<SplitAlternative>()];
    }

    private static SplitAlternative? Instead(
        BasisPoints beforePercentage, IReadOnlyList<BasisPoints> before, BasisPoints percentage, IReadOnlyList<BasisPoints> wanted)
    {
        var arm = Enumerable.Range(0, before.Count).MaxBy(index => Math.Abs(wanted[index].Value - before[index].Value));
        if (before[arm].Value == 0)
        {
            return null;
        }

        var enters = (int)Math.Round((decimal)percentage.Value * wanted[arm].Value / before[arm].Value);
        return enters is > 0 and <= BasisPoints.Whole && enters != beforePercentage.Value
            ? new SplitAlternative(SplitAlternativeKind.RolloutInstead, new BasisPoints(enters), before, 0)
            : null;
    }

    private static SplitAlternative? Fewer(
        RolloutAssignment old, IReadOnlyList<BasisPoints> before, BasisPoints percentage, IReadOnlyList<BasisPoints> wanted, long most)
    {
        var (was, to) = (Borders(before), Borders(wanted));
        BasisPoints[] wantedArms = [.. wanted, BasisPoints.Left(wanted)];
        BasisPoints[] beforeArms = [.. before, BasisPoints.Left(before)];
        var changed = Enumerable.Range(0, wantedArms.Length).MaxBy(index => Math.Abs(wantedArms[index].Value - beforeArms[index].Value));
        return Choices(was, to)
            .Select(Shares)
            .Where(shares => Arm(shares, changed) == wantedArms[changed] && !shares.SequenceEqual(before) && !shares.SequenceEqual(wanted))
            .Select(shares => new SplitAlternative(SplitAlternativeKind.FewerSwitches, percentage, shares, Switched(old, percentage, shares)))
            .Where(alternative => alternative.Switched < most)
            .OrderBy(alternative => alternative.Switched).ThenBy(alternative => Distance(alternative.Variants, wanted))
            .FirstOrDefault();
    }

    // Every border either where it was or where it is wanted, or kept as far from its neighbour as either arm has it.
    private static IEnumerable<int[]> Choices(int[] was, int[] to)
    {
        if (was.Length <= MostTogether)
        {
            for (var moved = 0; moved < 1 << was.Length; moved++)
            {
                yield return [.. was.Select((border, index) => (moved >> index & 1) == 1 ? to[index] : border)];
            }
        }

        // One arm grows or shrinks at the cost of the one behind it alone, or of the one before it.
        for (var arm = 0; arm <= was.Length; arm++)
        {
            var size = (arm < was.Length ? to[arm] : BasisPoints.Whole) - (arm == 0 ? 0 : to[arm - 1]);
            if (arm < was.Length)
            {
                yield return [.. was.Select((border, index) => index == arm ? (arm == 0 ? 0 : was[arm - 1]) + size : border)];
            }

            if (arm > 0)
            {
                yield return [.. was.Select((border, index) => index == arm - 1 ? (arm < was.Length ? was[arm] : BasisPoints.Whole) - size : border)];
            }
        }
    }

    private static int[] Borders(IReadOnlyList<BasisPoints> shares)
    {
        var borders = new int[shares.Count];
        var end = 0;
        for (var index = 0; index < shares.Count; index++)
        {
            borders[index] = end += shares[index].Value;
        }

        return borders;
    }

    // None where borders cross.
    private static IReadOnlyList<BasisPoints> Shares(int[] borders)
    {
        var sizes = borders.Select((border, index) => border - (index == 0 ? 0 : borders[index - 1])).ToList();
        return sizes.Exists(size => size < 0) || borders[^1] > BasisPoints.Whole ? [] : [.. sizes.Select(size => new BasisPoints(size))];
    }

    private static BasisPoints? Arm(IReadOnlyList<BasisPoints> shares, int arm)
        => shares.Count == 0 ? null : arm < shares.Count ? shares[arm] : BasisPoints.Left(shares);

    private static int Distance(IReadOnlyList<BasisPoints> one, IReadOnlyList<BasisPoints> other)
        => one.Zip(other, (first, second) => Math.Abs(first.Value - second.Value)).Sum() + Math.Abs(BasisPoints.Left(one).Value - BasisPoints.Left(other).Value);

    private static long Switched(RolloutAssignment old, BasisPoints percentage, IReadOnlyList<BasisPoints> shares)
        => new AssignmentChange(old, new RolloutAssignment(percentage, shares)).Switched;
}
