using ExperimentAdmin.Core.Evaluation.Compiled;
using ExperimentAdmin.Core.Evaluation.Conditions;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Evaluation.Forecast;
using ExperimentAdmin.Core.Evaluation.Hashing;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Evaluation;

public sealed class RolloutAssignmentTests
{
    private const double Entering = 23.402340234023402;

    // Above these, one in a thousand: NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.4.
    private const double CriticalOfThreeDegrees = 16.266;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(100, 100)]
    [InlineData(3_000, 3_000)]
    [InlineData(5_000, 5_000)]
    [InlineData(9_998, 9_997)]
    [InlineData(9_999, 9_998)]
    [InlineData(10_000, 9_998)]
    public void APercentage_AdmitsSoManyHashValues(int percentage, int expected)
        => new RolloutAssignment(new(percentage), Points.Of([5_000])).Admitted.ShouldBe(expected);

    [Fact]
    public void EveryHashOfAnIdentity_LiesOnTheScale()
    {
        var (found, on) = (new HashSet<double>(), Enumerable.Range(0, IdentityHash.Values).Select(IdentityHash.At).ToHashSet());

        foreach (var (entering, splitting) in HashedIdentities.All)
        {
            _ = found.Add(entering);
            _ = found.Add(splitting);
        }

        found.SetEquals(on).ShouldBeTrue();
    }

    [Fact]
    public void Counting_AgreesWithEveryHashValue_TriedOneByOne()
    {
        foreach (var percentage in (int[])[0, 1, 3_333, 5_000, 9_999, 10_000])
        {
            var assignment = new RolloutAssignment(new(percentage), Points.Of([3_333, 0, 3_333, 3_334]));
            var splits = Enumerable.Range(0, IdentityHash.Values).CountBy(place => assignment.ArmOf(IdentityHash.At(place))).ToDictionary();

            assignment.Admitted.ShouldBe(Enumerable.Range(0, IdentityHash.Values).Count(place => assignment.Admits(IdentityHash.At(place))));
            for (var arm = 0; arm < assignment.Arms; arm++)
            {
                assignment.Share(arm).ShouldBe(splits.GetValueOrDefault(arm));
            }

            Enumerable.Range(-1, assignment.Arms + 1).Sum(assignment.Count).ShouldBe(AssignmentChange.Everyone);
        }
    }

    [Fact]
    public void WhoGetsWhat_IsWhatTheEngineGives()
    {
        var hash = new RolloutSalts(42, 1_000_000_007, "env").Hasher();
        foreach (var (percentage, split) in ((int, int[])[])[(1, [5_000]), (1_234, [3_333, 0, 3_333]), (7_777, [7_990, 1_470, 540]), (10_000, [])])
        {
            var condition = Condition.Compile("$.identity.key", "PERCENTAGE_SPLIT", BasisPoints.Format(percentage));
            VariantDefinition[] variants = [.. split.Index().Select(part
                => new VariantDefinition($"{part.Index + 1}", ContextValue.Null, part.Item / 100.0, Priority: part.Index))];
            var state = new CompiledState(new StateDefinition("1000000007", Enabled: true, ContextValue.Null, variants));
            var assignment = new RolloutAssignment(new(percentage), Points.Of(split));
            for (var number = 0; number < 2_000; number++)
            {
                var identity = new EvaluationIdentity($"user_{number}", new Dictionary<string, ContextValue>());
                var context = new EvaluationContext("env", "Development", identity);
                var (entering, splitting) = hash(identity.Identifier);

                assignment.Admits(entering).ShouldBe(condition.Evaluate(context, new HashSalt("42")).Matches);
                $"{assignment.ArmOf(splitting)}".ShouldBe(state.Choose(context).Variant?.Key ?? "0");
            }
        }
    }

    [Fact]
    public void TheWorkedExampleOfTheContract_GetsItsArms()
    {
        var hash = new RolloutSalts(42, 9_001, "B62qaMZNwfiqT76p38ggrQ").Hasher();
        var (first, second) = (hash("jürgen@example.com"), hash("user_1"));

        new RolloutAssignment(new(3_000), Points.Of([6_000, 4_000])).Of(first.Entering, first.Splitting).ShouldBe(1);
        new RolloutAssignment(new(3_000), Points.Of([6_000, 4_000])).Of(second.Entering, second.Splitting).ShouldBe(RolloutAssignment.Outside);
        new RolloutAssignment(new(5_700), Points.Of([6_000, 4_000])).Of(second.Entering, second.Splitting).ShouldBe(2);
    }

    [Fact]
    public void Arms_AreConsecutive_StartIncludedAndEndNot_WithControlLast()
    {
        var assignment = new RolloutAssignment(new(10_000), Points.Of([5_000, 2_500]));

        double[] hashes = [0, Math.BitDecrement(50), 50, Math.BitDecrement(75), 75, IdentityHash.At(IdentityHash.Values - 1)];

        hashes.Select(hash => assignment.Of(Entering, hash)).ShouldBe([1, 1, 2, 2, 0, 0]);
    }

    [Fact]
    public void AMillionIdentities_AreDividedAsTheSharesSay()
    {
        var assignment = new RolloutAssignment(new(10_000), Points.Of([2_000, 3_333, 1_000]));
        var counts = new double[4];
        foreach (var (entering, splitting) in HashedIdentities.All)
        {
            counts[assignment.Of(entering, splitting)]++;
        }

        counts.Index().Sum(arm => Distance(arm.Item, HashedIdentities.Count * (double)assignment.Share(arm.Index) / IdentityHash.Values))
            .ShouldBeLessThan(CriticalOfThreeDegrees);
    }

    [Fact]
    public void WhetherAnIdentityEnters_SaysNothingAboutItsArm()
    {
        var assignment = new RolloutAssignment(new(2_000), Points.Of([2_000, 3_333, 1_000]));
        var counts = new double[2, 4];
        foreach (var (entering, splitting) in HashedIdentities.All)
        {
            counts[assignment.Admits(entering) ? 1 : 0, assignment.ArmOf(splitting)]++;
        }

        var statistic = 0.0;
        for (var arm = 0; arm < 4; arm++)
        {
            var ofArm = counts[0, arm] + counts[1, arm];
            for (var inside = 0; inside < 2; inside++)
            {
                var ofRow = Enumerable.Range(0, 4).Sum(other => counts[inside, other]);
                statistic += Distance(counts[inside, arm], ofRow * ofArm / HashedIdentities.Count);
            }
        }

        statistic.ShouldBeLessThan(CriticalOfThreeDegrees);
    }

    [Fact]
    public void ASample_CountsWhatItSaysOfEach()
    {
        var sample = IdentitySample.MadeUp(RolloutSalts.Example, 2_000);
        foreach (var percentage in (int[])[0, 1, 2_000, 10_000])
        {
            var assignment = new RolloutAssignment(new(percentage), Points.Of([5_000, 1_000]));
            var each = Enumerable.Range(0, 2_000).CountBy(index => sample.ArmOf(assignment, index)).ToDictionary();

            sample.Count(assignment).ShouldBe([.. ((int[])[0, 1, 2, RolloutAssignment.Outside]).Select(arm => each.GetValueOrDefault(arm))]);
        }
    }

    private static double Distance(double observed, double expected) => (observed - expected) * (observed - expected) / expected;
}
