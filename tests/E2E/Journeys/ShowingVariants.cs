using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using ExperimentAdmin.Tests.Shared;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys;

public sealed class ShowingVariants(RunningApp app) : Journey(app)
{
    [Fact]
    public async Task APictureAndADescription_AreGivenWhileTheFlagIsFrozen_AndSeenInTheExperiment()
    {
        var page = await SignedInAsync(Role.ProductManager);
        var playground = App.NextPlayground();
        await new FlagScreen(page).OpenAsync(playground.Production, "checkout_button");
        await ChooseAsync(page, "Describe");
        await page.GetByLabel("Description").FillAsync("As high as the total above it.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save description" }).ClickAsync();
        await Expect(page.GetByTestId("variant-big")).ToContainTextAsync("As high as the total above it.");

        await ChooseAsync(page, "Choose a picture");
        await page.GetByRole(AriaRole.Dialog).Locator("input[type=file]").SetInputFilesAsync(Picture("notes.png", "This is text."u8.ToArray()));
        await page.GetByRole(AriaRole.Button, new() { Name = "Save picture" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("By its content this file is no whole PNG, JPEG or WebP picture.");
        var asked = await page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Dialog).GetByText("Choose a file").ClickAsync());
        await asked.SetFilesAsync(Picture("dot.png", Pictures.Dot));
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("dot.png");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save picture" }).ClickAsync();

        const string Alt = "Picture of big: As high as the total above it.";
        await IsSeenAsync(page.GetByTestId("variants").GetByAltText(Alt));
        await (await new ExperimentsScreen(page).OpenAsync(playground.Production)).OpenExperimentAsync(Playground.Running);
        await IsSeenAsync(page.GetByTestId("arm-notes").GetByAltText(Alt));
    }

    private static FilePayload Picture(string name, byte[] bytes) => new() { Name = name, MimeType = "image/png", Buffer = bytes };

    private static async Task ChooseAsync(IPage page, string action)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Actions for big", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = action }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
    }

    // The browser took it for a picture.
    private static async Task IsSeenAsync(ILocator picture)
    {
        await picture.ScrollIntoViewIfNeededAsync();
        await Expect(picture).ToBeVisibleAsync();
        await Expect(picture).ToHaveJSPropertyAsync("complete", true);
        await Expect(picture).ToHaveJSPropertyAsync("naturalWidth", 1);
    }
}
