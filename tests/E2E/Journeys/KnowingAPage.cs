using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys;

/// <summary>What a page is says itself to somebody who does not know it yet.</summary>
public sealed class KnowingAPage(RunningApp app) : Journey(app)
{
    private const string Said = "Groups of identities";

    // Whether it was ever painted: each frame is looked at from the first one on.
    private const string Watch = """
        (() => {
          window.painted = false;
          const look = () => {
            window.painted ||= document.querySelector("page-intro")?.checkVisibility() ?? false;
            requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        })();
        """;

    [Fact]
    public async Task AnIntro_IsShownThreeTimes_AndThenWhenSomebodyAsksForIt()
    {
        var page = await SignedInAsync(Role.Viewer);
        for (var visit = 1; visit <= 3; visit++)
        {
            await OpenAsync(page);
            await Expect(page.GetByText(Said)).ToBeVisibleAsync();
            await page.GotoAsync("/shop/production/flags");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Flags" })).ToBeVisibleAsync();
        }

        await page.AddInitScriptAsync(Watch);
        await OpenAsync(page);

        var about = page.GetByRole(AriaRole.Button, new() { Name = "About this page" });
        await Expect(about).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(page.GetByText(Said)).ToBeHiddenAsync();
        (await page.EvaluateAsync<bool>("window.painted")).ShouldBeFalse();

        await about.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText(Said)).ToBeVisibleAsync();
        await Expect(about).ToHaveAttributeAsync("aria-expanded", "true");
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByText(Said)).ToBeHiddenAsync();

        // Another page is not known by it.
        await page.GetByRole(AriaRole.Link, new() { Name = "Experiments", Exact = true }).ClickAsync();
        await Expect(page.GetByText("An experiment shows the variants of a flag")).ToBeVisibleAsync();
    }

    private static async Task OpenAsync(IPage page)
    {
        await page.GotoAsync("/shop/production/segments");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Segments" })).ToBeVisibleAsync();
    }
}
