namespace ExperimentAdmin.Core.Experiments.Rollout.Domain;

/// <summary>
/// Moves shares between arms so that they always add up to the whole. Control is an arm like the others. Every method
/// takes the split at the start of the gesture, so that dragging there and back changes nothing.
/// </summary>
public static class SplitBalance
{
    /// <summary>Gives one arm a share; the others give or take in proportion to what they had.</summary>
    /// <param name="start">The split when the gesture began; adds up to the whole.</param>
    /// <param name="locked">Arms that keep what they have; the moved arm is free whatever this says.</param>
    /// <param name="arm">The index of the arm that is moved.</param>
    /// <param name="share">What it is asked to get; clamped to what the locked arms leave.</param>
    public static BasisPoints[] Move(IReadOnlyList<BasisPoints> start, IReadOnlyList<bool> locked, int arm, BasisPoints share)
    {
        Check(start, locked);
        var others = Enumerable.Range(0, start.Count).Where(index => index != arm && !locked[index]).ToArray();
        var kept = Enumerable.Range(0, start.Count).Where(index => index != arm && locked[index]).Sum(index => start[index].Value);
        var most = BasisPoints.Whole - kept;

        // With every other arm locked there is nobody to give to or take from.
        var wanted = others.Length == 0 ? most : Math.Min(share.Value, most);
        var split = start.ToArray();
        split[arm] = new BasisPoints(wanted);
        Divide(most - wanted, others, [.. others.Select(index => (long)start[index].Value)], split);
        return split;
    }

    /// <summary>Moves the divider between two neighbours; nobody else changes.</summary>
    /// <param name="start">The split when the gesture began; adds up to the whole.</param>
    /// <param name="locked">Arms that keep what they have; a divider beside one does not move.</param>
    /// <param name="divider">0 for the one after the first arm.</param>
    /// <param name="position">Where to, from the left; clamped to the two arms.</param>
    public static BasisPoints[] MoveDivider(IReadOnlyList<BasisPoints> start, IReadOnlyList<bool> locked, int divider, BasisPoints position)
    {
        Check(start, locked);
        var split = start.ToArray();
        if (locked[divider] || locked[divider + 1])
        {
            return split;
        }

        var both = start[divider].Value + start[divider + 1].Value;
        var first = Math.Clamp(position.Value - BasisPoints.Sum(start.Take(divider)), 0, both);
        (split[divider], split[divider + 1]) = (new BasisPoints(first), new BasisPoints(both - first));
        return split;
    }

    /// <summary>Gives all unlocked arms the same; what cannot be divided goes to the first ones.</summary>
    public static BasisPoints[] Evenly(IReadOnlyList<BasisPoints> start, IReadOnlyList<bool> locked)
    {
        Check(start, locked);
        var free = Enumerable.Range(0, start.Count).Where(index => !locked[index]).ToArray();
        var split = start.ToArray();
        Divide(free.Sum(index => start[index].Value), free, [.. free.Select(_ => 0L)], split);
        return split;
    }

    /// <summary>Whether all arms have the same, as far as whole basis points allow.</summary>
    public static bool IsEven(IReadOnlyList<BasisPoints> split)
    {
        ArgumentNullException.ThrowIfNull(split);
        return split.Count == 0 || split.Max().Value - split.Min().Value <= 1;
    }

    /// <summary>Divides a whole number in proportion to weights by largest remainder, ties in order.</summary>
    public static int[] Divide(int whole, IReadOnlyList<long> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var total = weights.Sum();
        if (total == 0)
        {
            weights = [.. weights.Select(_ => 1L)];
            total = weights.Count;
        }

        var parts = weights.Select(weight => (int)(whole * weight / total)).ToArray();
        var missing = whole - parts.Sum();
        foreach (var index in Enumerable.Range(0, parts.Length)
            .OrderByDescending(index => whole * weights[index] % total).ThenBy(index => index).Take(missing))
        {
            parts[index]++;
        }

        return parts;
    }

    private static void Divide(int whole, int[] indexes, long[] weights, BasisPoints[] split)
    {
        foreach (var (place, part) in Divide(whole, weights).Index())
        {
            split[indexes[place]] = new BasisPoints(part);
        }
    }

    private static void Check(IReadOnlyList<BasisPoints> start, IReadOnlyList<bool> locked)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(locked);
        if (start.Count != locked.Count || BasisPoints.Sum(start) != BasisPoints.Whole)
        {
            throw new ArgumentException("A split has a lock per arm and adds up to the whole.", nameof(start));
        }
    }
}
