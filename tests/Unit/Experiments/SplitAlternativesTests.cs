using ExperimentAdmin.Core.Evaluation.Forecast;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Tests.Shared;
using FsCheck.Fluent;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>What can be done in place of a split that makes people switch arms.</summary>
public sealed class SplitAlternativesTests
{
    [Fact]
    public void AChangeOfTheRolloutAlone_NeedsNoAlternative()
        => SplitAlternatives.Of(new(2_000), Points.Of([5_000]), new(5_000), Points.Of([5_000])).ShouldBeEmpty();

    [Fact]
    public void InPlaceOfASmallerArm_TheRolloutCanBeLowered_AndNobodySwitches()
    {
        var found = SplitAlternatives.Of(new(2_000), Points.Of([5_000]), new(2_000), Points.Of([2_500]));

        var instead = found.Single(alternative => alternative.Kind is SplitAlternativeKind.RolloutInstead);
        (instead.Percentage.Value, instead.Switched).ShouldBe((1_000, 0));
        instead.Variants.Numbers().ShouldBe([5_000]);
    }

    [Fact]
    public void TheFirstArm_GrowsAtTheCostOfItsNeighbour_SoThatOneBorderMovesAndNotTwo()
    {
        // Wanted: 30, 20, 20, 30 in place of 20, 20, 20, 40: all three borders would move.
        var found = SplitAlternatives.Of(new(10_000), Points.Of([2_000, 2_000, 2_000]), new(10_000), Points.Of([3_000, 2_000, 2_000]));

        var fewer = found.Single(alternative => alternative.Kind is SplitAlternativeKind.FewerSwitches);
        fewer.Variants.Numbers().ShouldBe([3_000, 1_000, 2_000]);
        ((double)fewer.Switched / AssignmentChange.Everyone).ShouldBe(0.1, 0.0001);
    }

    [Fact]
    public void AnArmThatNobodyHad_CannotBeHadByTheRollout()
        => SplitAlternatives.Of(new(2_000), Points.Of([0, 5_000]), new(2_000), Points.Of([3_000, 4_000]))
            .ShouldNotContain(alternative => alternative.Kind == SplitAlternativeKind.RolloutInstead);

    [Fact]
    public void AnAlternative_MovesFewer_AsTheEngineCounts_AndAddsUp()
    {
        var splits = from arms in Gen.Choose(1, 6)
                     from weights in Gen.Choose(0, 100).ArrayOf(2 * (arms + 1))
                     from percentage in Gen.Choose(1, BasisPoints.Whole)
                     select (Percentage: new BasisPoints(percentage), Old: Split(weights.Take(arms + 1)), Wanted: Split(weights.Skip(arms + 1)));
        foreach (var (percentage, old, wanted) in splits.Sample(300))
        {
            var was = new RolloutAssignment(percentage, old);
            var most = new AssignmentChange(was, new RolloutAssignment(percentage, wanted)).Switched;
            foreach (var alternative in SplitAlternatives.Of(percentage, old, percentage, wanted))
            {
                alternative.Variants.Sum(share => share.Value).ShouldBeLessThanOrEqualTo(BasisPoints.Whole);
                alternative.Switched.ShouldBeLessThan(most);
                new AssignmentChange(was, new RolloutAssignment(alternative.Percentage, alternative.Variants)).Switched.ShouldBe(alternative.Switched);
            }
        }
    }

    private static BasisPoints[] Split(IEnumerable<int> weights)
        => [.. SplitBalance.Divide(BasisPoints.Whole, [.. weights.Select(weight => (long)weight)]).SkipLast(1).Select(share => new BasisPoints(share))];
}
