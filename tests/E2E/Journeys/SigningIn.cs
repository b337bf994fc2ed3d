using ExperimentAdmin.Core.Access.Grants;
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
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await new SignInScreen(page).IsShownAsync();

        await page.GotoAsync(inside);
        await new SignInScreen(page).IsShownAsync();
    }

    [Fact]
    public async Task ASignInElsewhere_IsEndedOnTheAccountPage_AndItsOpenPageWithIt()
    {
        await using var server = await AppServer.WithDemoAsync(); // Of its own: others are signed in as the same person.
        await server.StartAsync(Cancellation);
        var (lost, page) = (await NewWindowAsync(server), await NewWindowAsync(server));
        await new SignInScreen(lost).SignInAsync(People.Email(Role.Viewer), People.Password);
        await new ExperimentsScreen(lost).OpenAsync("/shop/production");
        await new SignInScreen(page).SignInAsync(People.Email(Role.Viewer), People.Password);

        await page.GotoAsync("/account");
        var signIns = page.GetByRole(AriaRole.List, new() { Name = "Where you are signed in" }).GetByRole(AriaRole.Listitem);
        await Expect(signIns).ToHaveCountAsync(2);
        await Expect(signIns.First).ToContainTextAsync("This one");
        await signIns.Nth(1).GetByRole(AriaRole.Button, new() { Name = "End Chromium on Linux, signed in" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The sign-in ended.");
        await Expect(page.GetByRole(AriaRole.Status)).ToBeFocusedAsync(); // Beside the list, where whoever goes by the keyboard was.
        await Expect(signIns).ToHaveCountAsync(1);
        await new SignInScreen(lost).IsShownAsync();
        await lost.GotoAsync("/shop/production/experiments");
        await new SignInScreen(lost).IsShownAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "End this sign-in" }).ClickAsync();
        await new SignInScreen(page).IsShownAsync();
        await lost.CloseAsync(); // Before the server goes.
        await page.CloseAsync();
    }
}
