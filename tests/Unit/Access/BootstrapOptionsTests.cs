using ExperimentAdmin.Core.Access.Sessions;
using Microsoft.Extensions.Configuration;

namespace ExperimentAdmin.Unit.Access;

public sealed class BootstrapOptionsTests
{
    [Fact]
    public void WithoutSettings_ThereIsNobodyToMake() => From(null, null).ShouldBeNull();

    [Fact]
    public void BothSettings_NameTheFirstAdministrator()
        => From(" root@example.com ", "long enough").ShouldBe(new BootstrapOptions("root@example.com", "long enough"));

    [Theory]
    [InlineData("root@example.com", null, "Bootstrap:AdminPassword is missing")]
    [InlineData(null, "long enough", "Bootstrap:AdminEmail is missing")]
    [InlineData("root", "long enough", "Bootstrap:AdminEmail is 'root', which is not an e-mail address")]
    [InlineData("root@example.com", "short", "Bootstrap:AdminPassword has to have 8 to 200 characters")]
    public void AWrongSetting_IsNamed(string? email, string? password, string sentence)
        => Should.Throw<StartFailureException>(() => From(email, password)).Message.ShouldStartWith(sentence);

    private static BootstrapOptions? From(string? email, string? password) => BootstrapOptions.From(new ConfigurationBuilder()
        .AddInMemoryCollection([new("Bootstrap:AdminEmail", email), new("Bootstrap:AdminPassword", password)]).Build());
}
