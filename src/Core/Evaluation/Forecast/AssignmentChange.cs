using ExperimentAdmin.Core.Evaluation.Hashing;

namespace ExperimentAdmin.Core.Evaluation.Forecast;

/// <summary>
/// What a change of a rollout does to people. Entering and arm depend on two independent hashes of equally likely values,
/// so counting values instead of people is exact: how many go a way is a product of two numbers of values. Seeds never
/// change, so the hashes are the same before and after.
/// </summary>
public sealed class AssignmentChange
{
    /// <summary>All pairs of hash values: what every count is a share of.</summary>
    public const long Everyone = (long)IdentityHash.Values * IdentityHash.Values;

    private readonly RolloutAssignment _before;
    private readonly RolloutAssignment _after;

    /// <param name="before">The rollout that people had.</param>
    /// <param name="after">The rollout that they are to have, of the same arms.</param>
    /// <exception cref="ArgumentException">The arms are not the same.</exception>
    public AssignmentChange(RolloutAssignment before, RolloutAssignment after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.Arms != after.Arms)
        {
            throw new ArgumentException("Both rollouts are of the same arms.", nameof(after));
        }

        (_before, _after) = (before, after);
        int[] places = [.. Enumerable.Range(0, before.Arms), RolloutAssignment.Outside];
        Flows = [.. from start in places from end in places let flow = new AssignmentFlow(start, end, Count(start, end)) where flow.Count > 0 select flow];
    }

    /// <summary>The ways that anybody goes, by where they come from; they add up to <see cref="Everyone"/>.</summary>
    public IReadOnlyList<AssignmentFlow> Flows { get; }

    /// <summary>How many are inside before.</summary>
    public long Enrolled => (long)_before.Admitted * IdentityHash.Values;

    /// <summary>How many stay inside and keep their arm.</summary>
    public long Kept => Sum(flow => flow.Keeps);

    /// <summary>How many stay inside and get another arm.</summary>
    public long Switched => Sum(flow => flow.Switches);

    /// <summary>How many leave.</summary>
    public long Left => Sum(flow => flow.Leaves);

    /// <summary>How many enter.</summary>
    public long Entered => Sum(flow => flow.Enters);

    /// <summary>The arms of one identity before and after, or <see cref="RolloutAssignment.Outside"/>.</summary>
    /// <param name="entering">The hash with the segment's id, 0 to below 100.</param>
    /// <param name="splitting">The hash with the override's seed, 0 to below 100.</param>
    public (int From, int To) Of(double entering, double splitting)
        => (_before.Of(entering, splitting), _after.Of(entering, splitting));

    /// <summary>How many of <see cref="Everyone"/> go one way.</summary>
    /// <param name="from">An arm, or <see cref="RolloutAssignment.Outside"/>.</param>
    /// <param name="to">An arm, or <see cref="RolloutAssignment.Outside"/>.</param>
    public long Count(int from, int to)
    {
        var (inBefore, inAfter) = (_before.Admitted, _after.Admitted);
        return (from, to) switch
        {
            (RolloutAssignment.Outside, RolloutAssignment.Outside) => (long)(IdentityHash.Values - Math.Max(inBefore, inAfter)) * IdentityHash.Values,
            (RolloutAssignment.Outside, _) => (long)Math.Max(0, inAfter - inBefore) * _after.Share(to),
            (_, RolloutAssignment.Outside) => (long)Math.Max(0, inBefore - inAfter) * _before.Share(from),
            _ => (long)Math.Min(inBefore, inAfter) * Overlap(_before.Interval(from), _after.Interval(to)),
        };
    }

    private static int Overlap((int Start, int End) one, (int Start, int End) other)
        => Math.Max(0, Math.Min(one.End, other.End) - Math.Max(one.Start, other.Start));

    private long Sum(Func<AssignmentFlow, bool> which) => Flows.Where(which).Sum(flow => flow.Count);
}
