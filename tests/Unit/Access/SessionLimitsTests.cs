using ExperimentAdmin.Core.Access.Sessions;
using Microsoft.Extensions.Configuration;

namespace ExperimentAdmin.Unit.Access;

public sealed class SessionLimitsTests
{
    [Theory]
    [InlineData(null, null, "30.00:00:00", "14.00:00:00")]
    [InlineData("", " ", "30.00:00:00", "14.00:00:00")]
    [InlineData("90.00:00:00", null, "90.00:00:00", "14.00:00:00")]
    [InlineData("7.00:00:00", null, "7.00:00:00", "7.00:00:00")]
    [InlineData(null, "00:30:00", "30.00:00:00", "00:30:00")]
    [InlineData(" 12:00:00 ", "8:00:00", "12:00:00", "08:00:00")]
    [InlineData("1.2:03:04", "1.2:03:04", "1.02:03:04", "1.02:03:04")]
    [InlineData("400.00:00:00", "00:01:00", "400.00:00:00", "00:01:00")]
    public void Settings_AreRead_AndNobodyIsIdleForLongerThanASignInLasts(string? lifetime, string? idle, string expectedLifetime, string expectedIdle)
    {
        var limits = From(lifetime, idle);

        ($"{limits.Lifetime:c}", $"{limits.Idle:c}").ShouldBe((expectedLifetime, expectedIdle));
    }

    [Theory]
    [InlineData("Lifetime", "30")]
    [InlineData("Lifetime", "24:00:00")]
    [InlineData("Lifetime", "30 days")]
    [InlineData("Lifetime", "-1.00:00:00")]
    [InlineData("Lifetime", "0")]
    [InlineData("Lifetime", "00:00:00")]
    [InlineData("Lifetime", "00:00:59")]
    [InlineData("Lifetime", "400.00:00:01")]
    [InlineData("Lifetime", "99999999.00:00:00")]
    [InlineData("Lifetime", "999999999999.00:00:00")]
    [InlineData("Idle", "never")]
    [InlineData("Idle", "00:00:00")]
    public void AWrongSetting_IsNamedInOneSentence(string key, string value)
        => Should.Throw<StartFailureException>(() => key == "Idle" ? From(null, value) : From(value, null)).Message
            .ShouldBe($"Session:{key} is '{value}', which is not a time from 00:01:00 to 400.00:00:00: "
                + "write it as days.hours:minutes:seconds, such as 30.00:00:00, or remove it.");

    [Theory]
    [InlineData("7.00:00:00", "8.00:00:00", "7.00:00:00")]
    [InlineData(null, "30.00:00:01", "30.00:00:00")]
    public void AnIdleTimeThatNoSignInReaches_IsRefused(string? lifetime, string idle, string shown)
        => Should.Throw<StartFailureException>(() => From(lifetime, idle)).Message
            .ShouldStartWith($"Session:Idle is '{idle}', which is longer than Session:Lifetime ({shown})");

    private static SessionLimits From(string? lifetime, string? idle) => SessionLimits.From(new ConfigurationBuilder()
        .AddInMemoryCollection([new("Session:Lifetime", lifetime), new("Session:Idle", idle)]).Build());
}
