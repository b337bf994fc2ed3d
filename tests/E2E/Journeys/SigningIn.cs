using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys;

public sealed class SigningIn(RunningApp app) : Journey(app)
{
    [Fact]
    public async Task Everybody_IsAskedToSignIn_AndThenComesWhereTheyWantedToGo()
    {
        var page = await NewWindowAsync();
        await page.GotoAsync("/shop/production?of=interest");
        var signIn = await new SignInScreen(page).IsShownAsync();

        await signIn.TryAsync("pm@demo.local", "not the password");
        await signIn.RefusesAsync("The e-mail address or the password is wrong.");
        await Expect(page.GetByLabel("E-mail address")).ToHaveValueAsync("pm@demo.local");

        await signIn.TryAsync("pm@demo.local", People.Password);
        await Expect(page).ToHaveURLAsync(new Uri((await App.Shared).Address, "/shop/production?of=interest").ToString());
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Account of Pat Product" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SigningOut_TakesThePagesAway()
    {
        var page = await NewWindowAsync();
        await new SignInScreen(page).SignInAsync(People.Email(Role.Viewer), People.Password);
        var inside = page.Url;

        await page.GetByRole(AriaRole.Button, new() { Name = "Account of" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await new SignInScreen(page).IsShownAsync();

        await page.GotoAsync(inside);
        await new SignInScreen(page).IsShownAsync();
    }
}
