using ExperimentAdmin.App.Shell.Identity;

namespace ExperimentAdmin.Components.Shell;

public sealed class ReturnUrlTests
{
    [Theory]
    [InlineData("/shop/production/experiments?tab=running", "shop/production/experiments?tab=running")]
    [InlineData("/", "")]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("shop/production", "")]
    [InlineData("https://evil.example", "")]
    [InlineData("//evil.example", "")]
    [InlineData("/\\evil.example", "")]
    [InlineData("/x\\evil.example", "")]
    [InlineData("/\t/evil.example", "")]
    [InlineData("javascript:alert(1)", "")]
    [InlineData("/https://evil.example", "")]
    [InlineData("/ https://evil.example", "")]
    [InlineData("/javascript:alert(1)", "")]
    [InlineData("/shop?back=https://shop.example", "shop?back=https://shop.example")]
    [InlineData("/shop/production/flags/a:b", "shop/production/flags/a:b")]
    public void OnlyAPathOfThisApplication_IsFollowed(string? wish, string target) => ReturnUrl.Local(wish, string.Empty).ShouldBe(target);

    [Theory]
    [InlineData("/tools/shop/production", "shop/production")]
    [InlineData("/TOOLS/shop", "shop")]
    [InlineData("/toolshed/shop", "toolshed/shop")]
    [InlineData("/tools//evil.example", "")]
    [InlineData("/tools/https://evil.example", "")]
    public void TheBasePath_IsNotDoubled(string wish, string target) => ReturnUrl.Local(wish, "/tools").ShouldBe(target);

    [Fact]
    public void TheSignInPage_LeadsBack()
    {
        ReturnUrl.SignIn("shop/production?tab=a b").ShouldBe("account/sign-in?returnUrl=%2Fshop%2Fproduction%3Ftab%3Da%20b");
        ReturnUrl.SignIn(string.Empty).ShouldBe("account/sign-in");
    }
}
