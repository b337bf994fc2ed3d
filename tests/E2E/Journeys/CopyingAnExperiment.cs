using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys;

public sealed class CopyingAnExperiment(RunningApp app) : Journey(app)
{
    [Fact]
    public async Task ADuplicate_ByKeyboardAlone_SaysWhyItsFlagIsNotChosen_AndIsKept()
    {
        var page = await SignedInAsync(Role.ProductManager);
        var playground = App.NextPlayground();
        await new ExperimentsScreen(page).OpenAsync(playground.Production);

        await TabToAsync(page.GetByRole(AriaRole.Button, new() { Name = $"Actions for {Playground.Running}" }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
        await TabOrArrowToAsync(page, "Duplicate");
        await page.Keyboard.PressAsync("Enter");

        var wizard = await new WizardScreen(page).IsOnAsync("setup");
        await Expect(wizard.Name).ToHaveValueAsync($"Copy of {Playground.Running}");
        await Expect(page.GetByTestId("copied-flag")).ToContainTextAsync($"checkout_button already has the experiment {Playground.Running} in this environment (running).");
        await (await new ExperimentsScreen(page).OpenAsync(playground.Production)).OffersUnfinishedAsync($"Copy of {Playground.Running}");
    }

    [Fact]
    public async Task ACopyToAnotherEnvironment_HasItsFlagItsSplitAndItsTags_AndIsFinishedThere()
    {
        var page = await SignedInAsync(Role.ProductManager);
        var playground = App.NextPlayground();
        var list = await new ExperimentsScreen(page).OpenAsync(playground.Production);
        var experiment = await list.OpenExperimentAsync(Playground.Running);
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit details" }).ClickAsync();
        await page.GetByLabel("Tags").FillAsync("Growth, checkout");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByTestId("owner-and-tags")).ToContainTextAsync("growth");

        await page.GetByRole(AriaRole.Button, new() { Name = $"More actions for {Playground.Running}" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Copy to another environment" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Main).GetByLabel("Environment")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Open a wizard there" }).ClickAsync();

        var wizard = await new WizardScreen(page).IsOnAsync("setup");
        page.Url.ShouldContain(playground.Development);
        await Expect(wizard.Flag("checkout_button")).ToBeCheckedAsync();
        await Expect(page.GetByLabel("Tags")).ToHaveValueAsync("growth, checkout");
        await wizard.Continue.ClickAsync();
        await wizard.IsOnAsync("rollout");
        await wizard.Rollout.EntersAsync("20");
        await wizard.Rollout.IsSplitAsync(("control", "50"), ("big", "50"), ("bigger", "0"));
        await wizard.Continue.ClickAsync();
        await wizard.IsOnAsync("review");
        experiment = await wizard.CreateAsync($"Copy of {Playground.Running}");
        await experiment.IsAsync("Draft");
        await page.GetByRole(AriaRole.Link, new() { Name = "Tag growth" }).ClickAsync();
        await new ExperimentsScreen(page).ListsAsync($"Copy of {Playground.Running}");
    }

    private static async Task TabOrArrowToAsync(IPage page, string item)
    {
        var wanted = page.GetByRole(AriaRole.Menuitem, new() { Name = item, Exact = true });
        for (var step = 0; step < 10 && !await wanted.EvaluateAsync<bool>("element => element === document.activeElement"); step++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }

        await Expect(wanted).ToBeFocusedAsync();
    }
}
