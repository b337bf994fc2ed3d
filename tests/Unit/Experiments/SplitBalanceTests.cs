using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace ExperimentAdmin.Unit.Experiments;

public sealed class SplitBalanceTests
{
    // Two to eight arms with any shares that add up, any locks, an arm and a wish.
    private static readonly Arbitrary<Gesture> s_gestures = (
        from arms in Gen.Choose(2, 8)
        from weights in Gen.Choose(0, 1_000).ArrayOf(arms)
        from locked in Gen.Elements(true, false).ArrayOf(arms)
        from arm in Gen.Choose(0, arms - 1)
        from wish in Gen.Choose(0, BasisPoints.Whole)
        select new Gesture(
            Points.Of(SplitBalance.Divide(BasisPoints.Whole, [.. weights.Select(weight => (long)weight)])), locked, arm, new BasisPoints(wish))).ToArbitrary();

    [Fact]
    public void AMovedArm_LeavesAWholeThatAddsUp_AndLockedArmsAlone() => Check(gesture =>
    {
        var split = SplitBalance.Move(gesture.Start, gesture.Locked, gesture.Arm, gesture.Wish);
        return BasisPoints.Sum(split) == BasisPoints.Whole
            && Enumerable.Range(0, split.Length).All(index => index == gesture.Arm || !gesture.Locked[index] || split[index] == gesture.Start[index]);
    });

    [Fact]
    public void AMoveToWhereTheArmIs_ChangesNothing() => Check(gesture => gesture.Start.All(share => share.Value > 0)
        ? SplitBalance.Move(gesture.Start, gesture.Locked, gesture.Arm, gesture.Start[gesture.Arm]).SequenceEqual(gesture.Start)
        : SplitBalance.Move(gesture.Start, gesture.Locked, gesture.Arm, gesture.Start[gesture.Arm])[gesture.Arm] == gesture.Start[gesture.Arm]);

    [Fact]
    public void AMovedArm_GetsTheWish_AsFarAsLocksLeaveRoom() => Check(gesture =>
    {
        var others = Enumerable.Range(0, gesture.Start.Length).Where(index => index != gesture.Arm).ToList();
        var most = BasisPoints.Whole - others.Where(index => gesture.Locked[index]).Sum(index => gesture.Start[index].Value);
        var expected = others.All(index => gesture.Locked[index]) ? most : Math.Min(gesture.Wish.Value, most);
        return SplitBalance.Move(gesture.Start, gesture.Locked, gesture.Arm, gesture.Wish)[gesture.Arm].Value == expected;
    });

    [Fact]
    public void ADivider_MovesItsTwoNeighboursOnly() => Check(gesture =>
    {
        var divider = Math.Min(gesture.Arm, gesture.Start.Length - 2);
        var split = SplitBalance.MoveDivider(gesture.Start, gesture.Locked, divider, gesture.Wish);
        return BasisPoints.Sum(split) == BasisPoints.Whole
            && Enumerable.Range(0, split.Length).All(index => index == divider || index == divider + 1 || split[index] == gesture.Start[index])
            && (!(gesture.Locked[divider] || gesture.Locked[divider + 1]) || split.SequenceEqual(gesture.Start));
    });

    [Fact]
    public void SplittingEvenly_HonoursLocks_AndDiffersByOneAtMost() => Check(gesture =>
    {
        var split = SplitBalance.Evenly(gesture.Start, gesture.Locked);
        var free = Enumerable.Range(0, split.Length).Where(index => !gesture.Locked[index]).Select(index => split[index].Value).ToList();
        return BasisPoints.Sum(split) == BasisPoints.Whole && (free.Count == 0 || free.Max() - free.Min() <= 1)
            && Enumerable.Range(0, split.Length).All(index => !gesture.Locked[index] || split[index] == gesture.Start[index]);
    });

    [Fact]
    public void TheOthers_GiveAndTakeInProportion()
        => SplitBalance.Move(Points.Of(5_000, 3_000, 2_000), [false, false, false], 0, default).Numbers().ShouldBe([0, 6_000, 4_000]);

    [Fact]
    public void OthersThatHaveNothing_ShareEvenly_TheFirstTakingTheRest()
        => SplitBalance.Move(Points.Of(10_000, 0, 0, 0), [false, false, false, false], 0, default).Numbers().ShouldBe([0, 3_334, 3_333, 3_333]);

    [Fact]
    public void IdentitiesOutOfARoundNumber_AddUp() => Check(gesture =>
        RolloutEffect.OutOf(gesture.Wish, gesture.Start, 100_000).Sum() == 100_000);

    private static void Check(Func<Gesture, bool> holds) => Prop.ForAll(s_gestures, holds).QuickCheckThrowOnFailure();

    private sealed record Gesture(BasisPoints[] Start, bool[] Locked, int Arm, BasisPoints Wish);
}
