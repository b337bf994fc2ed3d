using System.Globalization;
using ExperimentAdmin.Core.Evaluation.Forecast;
using ExperimentAdmin.Core.Evaluation.Hashing;
using ExperimentAdmin.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace ExperimentAdmin.Unit.Evaluation;

public sealed class AssignmentChangeTests
{
    private const int Identities = 100_000;

    // A normal approximation says nothing about fewer.
    private const double FewestExpected = 10;

    // The same changes in every run: five standard errors are exceeded now and then, if one only tries often enough.
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(20_260_301, 4_711);

    private static readonly Gen<int> s_percentage =
        Gen.Frequency((4, Gen.Choose(0, BasisPoints.Whole)), (1, Gen.Elements(0, 1, 5_000, 9_999, BasisPoints.Whole)));

    private static readonly Gen<int[]> s_split = Gen.Frequency(
        (3, Gen.Choose(0, 3_333).ArrayOf(3)), (1, Gen.Elements([3_333, 3_333, 3_334], [0, 5_000, 5_000], [BasisPoints.Whole, 0, 0], new int[3])));

    private static readonly Arbitrary<(Served Before, Served After)> s_changes = (
        from before in s_percentage
        from after in Gen.Frequency((3, s_percentage), (1, Gen.Constant(before)))
        from first in s_split
        from second in Gen.Frequency((3, s_split), (1, Gen.Constant(first)))
        select (new Served(before, first), new Served(after, second))).ToArbitrary();

    [Fact]
    public void EachIdentity_IsClassifiedAsTheTwoRolloutsSay_AndTheSharesAreThoseOfTheCounts()
        => Prop.ForAll(s_changes, change =>
        {
            var forecast = new AssignmentChange(change.Before.Assignment, change.After.Assignment);
            var counts = new int[5, 5];
            foreach (var (entering, splitting) in HashedIdentities.All[..Identities])
            {
                var (from, to) = forecast.Of(entering, splitting);
                if ((from, to) != (change.Before.ArmOf(entering, splitting), change.After.ArmOf(entering, splitting)))
                {
                    return false;
                }

                counts[from + 1, to + 1]++;
            }

            return Ways().All(way => IsNear(counts[way.From + 1, way.To + 1], forecast.Count(way.From, way.To)));
        }).Check(s_config);

    [Fact]
    public void EverybodyGoesOneWay()
        => Prop.ForAll(s_changes, change =>
        {
            var forecast = new AssignmentChange(change.Before.Assignment, change.After.Assignment);
            var outside = forecast.Count(RolloutAssignment.Outside, RolloutAssignment.Outside);
            return forecast.Flows.Sum(flow => flow.Count) == AssignmentChange.Everyone
                && forecast.Kept + forecast.Switched + forecast.Left == forecast.Enrolled
                && forecast.Enrolled + forecast.Entered + outside == AssignmentChange.Everyone
                && Ways().All(way => forecast.Count(way.From, way.To) >= 0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void RaisingThePercentage_MovesNobodyWhoIsIn_AndLoweringDropsExactlyTheTail()
        => Prop.ForAll(s_changes, change =>
        {
            var (low, high) = change.Before.Percentage < change.After.Percentage
                ? (change.Before, change.After with { Split = change.Before.Split })
                : (change.After with { Split = change.Before.Split }, change.Before);
            var (raised, lowered) = (new AssignmentChange(low.Assignment, high.Assignment), new AssignmentChange(high.Assignment, low.Assignment));
            var (lastKept, firstDropped) = (-1.0, double.PositiveInfinity);
            foreach (var (entering, splitting) in HashedIdentities.All[..Identities])
            {
                var (from, to) = raised.Of(entering, splitting);
                if (from != RolloutAssignment.Outside && from != to)
                {
                    return false;
                }

                var (had, has) = lowered.Of(entering, splitting);
                lastKept = has == RolloutAssignment.Outside ? lastKept : Math.Max(lastKept, entering);
                firstDropped = had == has ? firstDropped : Math.Min(firstDropped, entering);
            }

            return raised is { Switched: 0, Left: 0 } && lowered is { Switched: 0, Entered: 0 } && lastKept < firstDropped;
        }).Check(s_config);

    [Fact]
    public void ChangingTheSplit_SwitchesWhoeverLiesBetweenOldAndNewBounds()
    {
        var change = Change(10_000, [3_300, 3_300], 10_000, [2_000, 4_600]);

        change.Flows.Where(flow => flow.Switches).ShouldHaveSingleItem().ShouldBe(new AssignmentFlow(1, 2, (3_300L - 2_000) * IdentityHash.Values));
        (change.Kept, change.Left, change.Entered).ShouldBe(((IdentityHash.Values - 1_300L) * IdentityHash.Values, 0, 0));
    }

    [Fact]
    public void AHundredthOfAPercent_SwitchesTheOneHashValueBetween()
        => Change(2_000, [5_000], 2_000, [5_001]).Switched.ShouldBe(2_000);

    [Fact]
    public void FromNobody_EverybodyEntersNewly()
    {
        var change = Change(0, [5_000], 10_000, [2_500]);

        (change.Enrolled, change.Switched, change.Entered).ShouldBe((0, 0, AssignmentChange.Everyone));
    }

    [Fact]
    public void RolloutsOfOtherArms_CannotBeCompared()
        => Should.Throw<ArgumentException>(() => Change(0, [5_000], 0, [5_000, 0])).ParamName.ShouldBe("after");

    private static AssignmentChange Change(int before, int[] first, int after, int[] second)
        => new(new RolloutAssignment(new(before), Points.Of(first)), new RolloutAssignment(new(after), Points.Of(second)));

    private static IEnumerable<(int From, int To)> Ways()
        => from start in Enumerable.Range(RolloutAssignment.Outside, 5) from end in Enumerable.Range(RolloutAssignment.Outside, 5) select (start, end);

    private static bool IsNear(int counted, long count)
    {
        var share = (double)count / AssignmentChange.Everyone;
        var expected = Identities * share;
        return expected < FewestExpected
            ? count > 0 || counted == 0
            : Math.Abs(counted - expected) <= 5 * Math.Sqrt(expected * (1 - share));
    }

    /// <summary>A rollout that is served, and who gets what of it, written down as the contract has it.</summary>
    private sealed record Served(int Percentage, int[] Split)
    {
        private readonly double _threshold = Percent(Percentage);
        private readonly double[] _weights = [.. Split.Select(Percent)];

        public RolloutAssignment Assignment => new(new(Percentage), Points.Of(Split));

        public int ArmOf(double entering, double splitting)
        {
            if (Percentage == 0 || !(entering <= _threshold))
            {
                return -1;
            }

            var start = 0.0;
            for (var index = 0; index < _weights.Length; index++)
            {
                if (start <= splitting && splitting < start + _weights[index])
                {
                    return index + 1;
                }

                start += _weights[index];
            }

            return 0;
        }

        private static double Percent(int basisPoints) => double.Parse(BasisPoints.Format(basisPoints), CultureInfo.InvariantCulture);
    }
}
