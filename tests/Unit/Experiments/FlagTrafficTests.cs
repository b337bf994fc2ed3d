using ExperimentAdmin.Core.Experiments.Traffic;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>What can be said of a flag's use, and when it can be said that nobody uses it.</summary>
public sealed class FlagTrafficTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0d, 0d, 0d, FlagUse.Read)]
    [InlineData(23.9d, 0d, 0d, FlagUse.Read)]
    [InlineData(24d, 1d, 0d, FlagUse.Fetched)]
    [InlineData(null, 23.9d, 0d, FlagUse.Fetched)]
    [InlineData(null, 24d, 1d, FlagUse.Unknown)]
    [InlineData(30d, 40d, 23.9d, FlagUse.Unknown)]
    [InlineData(24d, 24d, 24d, FlagUse.None)]
    [InlineData(null, null, null, FlagUse.None)]
    [InlineData(-0.01d, null, null, FlagUse.Read)]
    public void AUse_IsTheSurestOneOfTheLast24Hours(double? itself, double? all, double? document, FlagUse use)
        => new FlagTraffic(Ago(itself), Ago(all), Ago(document)).UseAt(s_now).ShouldBe(use);

    [Theory]
    [InlineData(3d, 2d, 2d)]
    [InlineData(2d, 3d, 2d)]
    [InlineData(2d, null, 2d)]
    [InlineData(null, 2d, 2d)]
    [InlineData(null, null, null)]
    public void LastAsked_IsTheNewest_ButNeverTheDocument(double? itself, double? all, double? last)
        => new FlagTraffic(Ago(itself), Ago(all), s_now).LastAsked.ShouldBe(Ago(last));

    private static DateTimeOffset? Ago(double? hours) => hours is { } some ? s_now.AddHours(-some) : null;
}
