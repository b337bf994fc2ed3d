using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Experiments.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace ExperimentAdmin.Unit.Experiments;

public sealed class RolloutForecastTests
{
    [Fact]
    public void RaisingThePercentage_DisturbsNobody()
    {
        var forecast = RolloutForecast.Of(2_000, [5_000], 5_000, [5_000]);

        forecast.ShouldBe(new RolloutForecast(Keep: 20, Switch: 0, Enter: 30, Leave: 0, Outside: 50));
        forecast.DisturbsEnrolled.ShouldBeFalse();
    }

    [Fact]
    public void LoweringThePercentage_DropsTheTail()
        => RolloutForecast.Of(5_000, [5_000], 2_000, [5_000])
            .ShouldBe(new RolloutForecast(Keep: 20, Switch: 0, Enter: 0, Leave: 30, Outside: 50));

    [Fact]
    public void ChangingTheSplit_SwitchesWhoeverLiesBetweenOldAndNewBounds()
        => RolloutForecast.Of(10_000, [3_300, 3_300], 10_000, [2_000, 4_600])
            .ShouldBe(new RolloutForecast(Keep: 87, Switch: 13, Enter: 0, Leave: 0, Outside: 0));

    [Fact]
    public void EverybodyIsCountedOnce()
    {
        var arbitrary = (
            from before in Gen.Choose(0, BasisPoints.Whole)
            from after in Gen.Choose(0, BasisPoints.Whole)
            from first in Gen.Choose(0, 5_000).ArrayOf(2)
            from second in Gen.Choose(0, 5_000).ArrayOf(2)
            select (before, after, first, second)).ToArbitrary();
        Prop.ForAll(arbitrary, change =>
        {
            var forecast = RolloutForecast.Of(change.before, change.first, change.after, change.second);
            return forecast.Keep + forecast.Switch + forecast.Enter + forecast.Leave + forecast.Outside == 100m
                && forecast is { Keep: >= 0, Switch: >= 0 };
        }).QuickCheckThrowOnFailure();
    }
}
