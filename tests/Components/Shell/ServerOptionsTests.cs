using System.Net;
using ExperimentAdmin.App.Shell.Server;
using Microsoft.Extensions.Configuration;

namespace ExperimentAdmin.Components.Shell;

public sealed class ServerOptionsTests
{
    [Fact]
    public void WithoutSettings_TheApplicationIsAtTheRoot_AndTrustsNoProxy()
    {
        var options = From();

        options.PathBase.ShouldBeEmpty();
        options.RedirectToHttps.ShouldBeFalse();
        options.KnownProxies.ShouldBeEmpty();
    }

    [Fact]
    public void Settings_AreRead()
    {
        var options = From(
            ("PathBase", "/tools/experiments/"), ("RedirectToHttps", "true"), ("HttpsPort", "8443"), ("KnownProxies", "10.0.0.5, 172.16.0.0/12"));

        options.PathBase.ShouldBe("/tools/experiments");
        options.RedirectToHttps.ShouldBeTrue();
        options.HttpsPort.ShouldBe(8443);
        options.KnownProxies.ShouldBe([IPNetwork.Parse("10.0.0.5/32"), IPNetwork.Parse("172.16.0.0/12")]);
    }

    [Theory]
    [InlineData("PathBase", "experiments")]
    [InlineData("PathBase", "//evil.example")]
    [InlineData("PathBase", "/a?b")]
    [InlineData("RedirectToHttps", "yes")]
    [InlineData("HttpsPort", "0")]
    [InlineData("HttpsPort", "https")]
    [InlineData("KnownProxies", "10.0.0.5,proxy")]
    [InlineData("KnownProxies", "10.0.0.5/99")]
    public void AWrongSetting_IsNamedInOneSentence(string key, string value)
        => Should.Throw<StartFailureException>(() => From((key, value))).Message.ShouldStartWith($"Server:{key} ");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("flags.shop.example;*")]
    public void WithoutHosts_OrWithAny_EveryHostIsTaken(string? value) => Hosts(value).AllowedHosts.ShouldBeEmpty();

    [Fact]
    public void Hosts_AreRead_AsBrowsersSendThem()
        => Hosts("flags.shop.example; *.m\u00FCnchen.example;[::1]").AllowedHosts.Select(host => host.Value)
            .ShouldBe(["flags.shop.example", "*.xn--mnchen-3ya.example", "[::1]"]);

    [Theory]
    [InlineData("https://flags.shop.example")]
    [InlineData("flags.shop.example:443")]
    [InlineData("flags.*.example")]
    [InlineData("shop/flags")]
    public void AHostThatIsNone_IsNamedInOneSentence(string value)
        => Should.Throw<StartFailureException>(() => Hosts(value)).Message.ShouldStartWith($"AllowedHosts holds '{value}', ");

    private static ServerOptions Hosts(string? value)
        => ServerOptions.From(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("AllowedHosts", value)]).Build());

    private static ServerOptions From(params (string Key, string Value)[] settings) => ServerOptions.From(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Server:{setting.Key}", (string?)setting.Value))).Build());
}
