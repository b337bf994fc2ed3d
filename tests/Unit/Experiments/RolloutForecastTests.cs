using ExperimentAdmin.Core.Evaluation.Hashing;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Experiments;

public sealed class RolloutForecastTests
{
    private static readonly Arm[] s_arms = [new(null, "control", "classic"), new(7, "big", "big"), new(9, "bigger", "bigger")];

    [Theory]
    [InlineData(ExperimentStatus.Created, true, ForecastMoment.Start)]
    [InlineData(ExperimentStatus.Running, true, ForecastMoment.Save)]
    [InlineData(ExperimentStatus.Running, false, ForecastMoment.SwitchOn)]
    [InlineData(ExperimentStatus.Paused, true, ForecastMoment.Resume)]
    [InlineData(ExperimentStatus.Paused, false, ForecastMoment.Resume)]
    public void WhenItReachesPeople_FollowsTheStatus(ExperimentStatus status, bool enabled, ForecastMoment expected)
        => RolloutForecast.Of(status, s_arms, State(2_000, 5_000) with { Enabled = enabled }, null, new(3_000), Points.Of([5_000, 0])).Moment.ShouldBe(expected);

    [Fact]
    public void AFirstRolloutOfARunningExperiment_ReachesPeopleAtOnce_AndAllEnterNewly()
    {
        var forecast = RolloutForecast.Of(ExperimentStatus.Running, s_arms, null, null, new(2_000), Points.Of([5_000, 0]));

        forecast.Moment.ShouldBe(ForecastMoment.Save);
        (forecast.Change.Enrolled, forecast.Change.Entered).ShouldBe((0, 2_000L * IdentityHash.Values));
    }

    [Fact]
    public void WhatCounts_IsWhatPeopleHadLast_NotWhatWasEditedSince()
    {
        var forecast = RolloutForecast.Of(ExperimentStatus.Paused, s_arms, State(5_000, 0), State(2_000, 5_000), new(2_000), Points.Of([5_000, 0]));

        forecast.Change.Kept.ShouldBe(forecast.Change.Enrolled);
        forecast.Change.Enrolled.ShouldBe(2_000L * IdentityHash.Values);
    }

    [Fact]
    public void AVariantWithoutAShare_HasItsPlaceAmongTheArmsAllTheSame()
    {
        var before = new RolloutState(true, new(10_000), "classic", [new(9, "bigger", new(5_000))]);

        var flows = RolloutForecast.Of(ExperimentStatus.Running, s_arms, before, before, new(10_000), Points.Of([5_000, 0])).Change.Flows;

        flows.Select(flow => (flow.From, flow.To)).ShouldBe([(0, 0), (2, 1)]);
    }

    [Fact]
    public void ACompletedExperiment_HasNothingToForecast()
        => Should.Throw<ArgumentException>(() => RolloutForecast.Of(ExperimentStatus.Completed, s_arms, null, null, new(0), Points.Of([0, 0])));

    private static RolloutState State(int percentage, int big)
        => new(true, new(percentage), "classic", big == 0 ? [] : [new(7, "big", new(big))]);
}
