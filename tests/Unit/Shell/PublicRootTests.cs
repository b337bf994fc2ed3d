using ExperimentAdmin.App.Shell.Server;
using Microsoft.Extensions.Configuration;

namespace ExperimentAdmin.Unit.Shell;

/// <summary>The address that printed links begin with.</summary>
public sealed class PublicRootTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(null, "AllowedHosts=flags.example.com")]
    [InlineData(null, "AllowedHosts=*", "Server:KnownProxies=10.0.0.1")]
    [InlineData(null, "AllowedHosts=*.example.com", "Server:KnownProxies=10.0.0.1")]
    [InlineData("https://flags.example.com/", "Server:PublicAddress=https://flags.example.com")]
    [InlineData("http://flags.example.com:8080/x/", "Server:PublicAddress= http://flags.example.com:8080/ ", "Server:PathBase=/x")]
    [InlineData("https://example.com/flags/", "Server:PublicAddress=https://example.com/flags", "Server:PathBase=/x")]
    [InlineData("https://flags.example.com/", "Server:PublicAddress=https://flags.example.com", "AllowedHosts=other.example.com", "Server:KnownProxies=10.0.0.1")]
    [InlineData("https://flags.example.com/x/", "AllowedHosts=*.example.org;flags.example.com;b.example.com", "Server:KnownProxies=10.0.0.1", "Server:PathBase=/x")]
    [InlineData("https://flags.example.com/", "AllowedHosts=flags.example.com", "Server:RedirectToHttps=true")]
    [InlineData("https://flags.example.com:8443/", "AllowedHosts=flags.example.com", "Server:RedirectToHttps=true", "Server:HttpsPort=8443")]
    public void ItIsWhatConfigurationSays_WhereThatIsSure(string? root, params string[] settings) => PublicRoot.Of(Read(settings)).ShouldBe(root);

    [Theory]
    [InlineData("flags.example.com")]
    [InlineData("/flags")]
    [InlineData("ftp://flags.example.com")]
    [InlineData("https://flags.example.com/?a=b")]
    [InlineData("https://flags.example.com/#a")]
    [InlineData("https://ada:secret@flags.example.com")]
    [InlineData("https://")]
    public void WhatNoBrowserCouldOpen_IsRefused(string address)
        => Should.Throw<StartFailureException>(() => Read($"Server:PublicAddress={address}")).Message.ShouldStartWith("Server:PublicAddress is '");

    private static ServerOptions Read(params string[] settings) => ServerOptions.From(new ConfigurationBuilder().AddInMemoryCollection(
        settings.Select(setting => setting.Split('=', 2)).Select(parts => KeyValuePair.Create(parts[0], (string?)parts[1]))).Build());
}
