using ExperimentAdmin.App.Shell.Frame.Refusals;
using ExperimentAdmin.App.Shell.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.Components.Shell;

public sealed class AccessPoliciesTests
{
    private static readonly Type[] s_pages =
        [.. typeof(AccessPolicies).Assembly.GetTypes().Where(type => type.IsDefined(typeof(RouteAttribute), inherit: false))];

    [Fact]
    public void EveryPage_NamesWhoMaySeeIt()
    {
        s_pages.Length.ShouldBeGreaterThan(5);
        s_pages.Where(page => !AccessPolicies.AreNamedBy(page)).Select(page => page.Name).ShouldBeEmpty();
    }

    [Fact]
    public void OnlyThePagesBeforeTheSignIn_AreOpen()
        => s_pages.Where(page => page.IsDefined(typeof(AllowAnonymousAttribute), inherit: true)).Select(page => page.Name)
            .ShouldBe([nameof(NotFoundPage), "SignInPage", "SetPasswordPage", "SetUpPage"], ignoreOrder: true);

    [Fact]
    public void EveryPageOfTheInstance_IsForInstanceAdministrators()
        => s_pages.Where(page => page.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>()
                .Any(route => route.Template.StartsWith("/instance", StringComparison.Ordinal)))
            .ShouldAllBe(page => page.GetCustomAttributes(true).OfType<AuthorizeAttribute>()
                .Any(rule => rule.Policy == AccessPolicies.InstanceAdministrator));

    [Fact]
    public void APageWithoutARule_IsRefused() => AccessPolicies.AreNamedBy(typeof(PageWithoutARule)).ShouldBeFalse();

    [Authorize]
    private sealed class PageWithoutARule;
}
