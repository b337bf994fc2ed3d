using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.Unit.Workspace;

public sealed class AllowedOriginsTests
{
    [Theory]
    [InlineData("https://Shop.Example:443/", "https://shop.example")]
    [InlineData("http://shop.example:80", "http://shop.example")]
    [InlineData("https://shop.example:80", "https://shop.example:80")]
    [InlineData("HTTP://localhost:3000", "http://localhost:3000")]
    [InlineData("https://München.example", "https://xn--mnchen-3ya.example")]
    [InlineData("https://[0:0::1]:8443", "https://[::1]:8443")]
    [InlineData("https://a.example, https://a.example:443", "https://a.example")]
    [InlineData("http://my_shop.127.0.0.1.example", "http://my_shop.127.0.0.1.example")]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000")]
    [InlineData(" ", "")]
    public void AnOrigin_IsKeptAsBrowsersSendIt(string entered, string kept) => AllowedOrigins.Parse(entered).Value.ShouldBe(kept);

    [Theory]
    [InlineData("shop.example")]
    [InlineData("https://shop.example/path")]
    [InlineData("https://shop.example?")]
    [InlineData("https://ann@shop.example")]
    [InlineData("ftp://shop.example")]
    [InlineData("https://")]
    [InlineData("https://üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü.example")]
    [InlineData("https://ü..example")]
    [InlineData("https://xn--ü.example")]
    [InlineData("*")]
    [InlineData("null")]
    public void WhatIsNoOrigin_IsRefused(string entered) => AllowedOrigins.Parse(entered).Error!.Code.ShouldBe("origin_malformed");
}
