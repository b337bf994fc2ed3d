using ExperimentAdmin.App.Shell.Pages.Words;

namespace ExperimentAdmin.Components.Shell.Pages;

public sealed class DisplayTextTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 12, 14, 3, 22, TimeSpan.Zero);

    [Theory]
    [InlineData(20, "just now")]
    [InlineData(60, "1 minute ago")]
    [InlineData(3_540, "59 minutes ago")]
    [InlineData(3_600, "1 hour ago")]
    [InlineData(23 * 3_600, "23 hours ago")]
    [InlineData(86_400, "1 day ago")]
    [InlineData(29 * 86_400, "29 days ago")]
    [InlineData(40 * 86_400, "31 January 2026")]
    [InlineData(-7_200, "in 2 hours")]
    public void Relative_SaysHowLongAgo_AndFromAMonthOnWhen(int secondsAgo, string words)
        => DisplayText.Relative(s_now.AddSeconds(-secondsAgo), s_now).ShouldBe(words);

    [Fact]
    public void Exact_IsUtcWhateverTheOffset()
        => DisplayText.Exact(s_now.ToOffset(TimeSpan.FromHours(5))).ShouldBe("12 March 2026, 14:03:22 UTC");

    [Fact]
    public void Numbers_AreSeparatedAndShort()
    {
        DisplayText.Number(100_000).ShouldBe("100,000");
        DisplayText.Percent(6.668m).ShouldBe("6.67 %");
        DisplayText.Percent(0.0001m).ShouldBe("under 0.01 %");
        DisplayText.Count(1, "experiment").ShouldBe("1 experiment");
        DisplayText.Count(2_000, "identity", "identities").ShouldBe("2,000 identities");
        DisplayText.List(["a", "b", "c"]).ShouldBe("a, b and c");
    }

    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(1, "less than 0.01 %")]
    [InlineData(999, "less than 0.01 %")]
    [InlineData(1_000, "0.01 %")]
    [InlineData(300_060, "3 %")]
    [InlineData(1_333_270, "13.33 %")]
    [InlineData(3_000_600, "30 %")]
    [InlineData(9_998_900, "99.99 %")]
    [InlineData(9_999_999, "more than 99.99 %")]
    [InlineData(10_000_000, "100 %")]
    public void AShare_IsShort_ButLittleIsNotNothing_AndNearlyAllIsNotAll(long part, string words)
        => DisplayText.Share(part, 10_000_000).ShouldBe(words);
}
