using ExperimentAdmin.Core.Evaluation.Forecast;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Experiments.Endings;

/// <summary>
/// Who sees what before an end and after it. Arms are numbered as the experiment's; whoever the rollout does not reach is
/// <see cref="RolloutAssignment.Outside"/> before, and has an arm of the environment default after. Overrides are left out: their people stay
/// where they are.
/// </summary>
public sealed class EndForecast
{
    private EndForecast(ServedState after, IReadOnlyList<AssignmentFlow> flows, long changed) => (After, Flows, Changed) = (after, flows, changed);

    /// <summary>What the environment default serves then.</summary>
    public ServedState After { get; }

    /// <summary>The ways that people go, of <see cref="AssignmentChange.Everyone"/>. From arm to arm they are what is to be expected, as other hashes deal them.</summary>
    public IReadOnlyList<AssignmentFlow> Flows { get; }

    /// <summary>How many of <see cref="AssignmentChange.Everyone"/> get something else than before.</summary>
    public long Changed { get; }

    /// <param name="view">The experiment; not completed.</param>
    /// <param name="ending">What everybody is to get.</param>
    public static EndForecast Of(ExperimentView view, Ending ending)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(ending);
        var after = Default(view, ending);
        var arms = view.Item.Arms;
        var served = view.Item.IsServed ? view.Item.Rollout.State : null;
        var before = new List<(int Arm, long Count, Seen Sees)>();
        long[] entered = [0];
        if (served is not null)
        {
            var rollout = new RolloutAssignment(served.Percentage, Shares(arms, served.Of));
            before.AddRange(Enumerable.Range(0, arms.Count).Select(arm => (arm, rollout.Count(arm), Seen.Of(arm, served.ControlValue))));
            entered[0] = before.Sum(part => part.Count);
        }

        var flows = new List<AssignmentFlow>();
        var changed = 0L;
        foreach (var (arm, count, sees) in before)
        {
            foreach (var (to, part) in Dealt(count, arms, after))
            {
                flows.Add(new AssignmentFlow(arm, to, part));
                changed += sees == Seen.Of(to, after) ? 0 : part;
            }
        }

        // The seed of the environment default stays: where its shares do, nobody outside moves.
        var outside = AssignmentChange.Everyone - entered[0];
        var same = view.Default.IsSameAs(after);
        foreach (var (to, part) in Dealt(outside, arms, after))
        {
            flows.Add(new AssignmentFlow(RolloutAssignment.Outside, to, part));
        }

        changed += same ? 0 : Moved(outside, arms, view.Default, after);
        return new EndForecast(after, [.. flows.Where(flow => flow.Count > 0)], changed);
    }

    private static ServedState Default(ExperimentView view, Ending ending) => ending.Kind switch
    {
        EndingKind.Variant => new ServedState(
            true, view.Default.Value,
            [.. view.Item.Arms.Where(arm => arm.VariantId == ending.VariantId && !arm.IsControl)
                .Select(arm => new ServedAllocation(arm.VariantId!.Value, arm.Key, new BasisPoints(BasisPoints.Whole)))]),
        EndingKind.Control => new ServedState(true, view.Item.Rollout.State is { } state ? state.ControlValue : view.Default.Value, []),
        EndingKind.Restore => view is { DefaultReturns: true, DefaultBefore: { } before } ? view.Default with { Shares = before } : view.Default,
    };

    private static IEnumerable<(int Arm, long Count)> Dealt(long count, IReadOnlyList<Arm> arms, ServedState state)
    {
        var dealt = new RolloutAssignment(new BasisPoints(BasisPoints.Whole), Shares(arms, state.Of));
        var rest = count;
        for (var arm = 1; arm < arms.Count; arm++)
        {
            var part = (long)((Int128)count * dealt.Count(arm) / AssignmentChange.Everyone);
            rest -= part;
            yield return (arm, part);
        }

        yield return (0, rest);
    }

    private static long Moved(long outside, IReadOnlyList<Arm> arms, ServedState before, ServedState after)
    {
        var whole = new BasisPoints(BasisPoints.Whole);
        var change = new AssignmentChange(new RolloutAssignment(whole, Shares(arms, before.Of)), new RolloutAssignment(whole, Shares(arms, after.Of)));
        var moved = change.Flows.Where(flow => Seen.Of(flow.From, before) != Seen.Of(flow.To, after)).Sum(flow => flow.Count);
        return (long)((Int128)outside * moved / AssignmentChange.Everyone);
    }

    private static IReadOnlyList<BasisPoints> Shares(IReadOnlyList<Arm> arms, Func<int, BasisPoints> of)
        => [.. arms.Where(arm => !arm.IsControl).Select(arm => of(arm.VariantId!.Value))];

    // What somebody is shown: a variant of an enabled flag, or a control value, or nothing of a flag that is switched off.
    private sealed record Seen(bool Enabled, int Arm, string? ControlValue)
    {
        public static Seen Of(int arm, string? controlValue) => new(true, arm, arm == 0 ? controlValue : null);

        public static Seen Of(int arm, ServedState state) => new(state.Enabled, arm, arm == 0 ? state.Value : null);
    }
}
