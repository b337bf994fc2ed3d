using ExperimentAdmin.E2E.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys;

public sealed class FirstVisit(RunningApp app) : Journey(app)
{
    [Fact]
    public async Task ThePage_Answers_AndEverybodyCanUseIt()
    {
        var page = await NewWindowAsync();
        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "ExperimentAdmin" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Click" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Clicked 1 times");

        await Screens.TakeAsync(page, "home", "normal", HasNoAccessibilityViolationsAsync);
        await Screens.ForReadmeAsync(page, "home");
    }
}
