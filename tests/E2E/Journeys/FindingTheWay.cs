using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys;

public sealed class FindingTheWay(RunningApp app) : Journey(app)
{
    private const string LightBackground = "rgb(248, 250, 252)";
    private const string DarkBackground = "rgb(11, 17, 32)";

    [Fact]
    public async Task TheEnvironmentIsInTheAddress_AndTheSamePageOpensInTheOther()
    {
        var playground = App.NextPlayground();
        var page = await SignedInAsync(Role.Viewer);
        var frame = new Frame(page);
        await page.GotoAsync(playground.Development);
        await frame.IsInAsync(playground.Name, "Development");

        await frame.GoAsync("Segments");
        await frame.SwitchAsync(playground.Name, "Production");
        await frame.IsInAsync(playground.Name, "Production");
        await Expect(page).ToHaveURLAsync(Absolute(page, $"{playground.Production}/segments"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();

        await page.GoBackAsync();
        await frame.IsInAsync(playground.Name, "Development");
        await page.WaitForFunctionAsync("place => place.endsWith(localStorage.getItem('last-place'))", playground.Development);
        await page.GotoAsync("/");
        await Expect(page).ToHaveURLAsync(Absolute(page, playground.Development)); // Where they were last.
    }

    [Fact]
    public async Task TheChosenTheme_StaysAfterAReload()
    {
        var page = await SignedInAsync(Role.Viewer);
        await page.GotoAsync(App.NextPlayground().Development);
        var frame = new Frame(page);
        await frame.BelongsToAsync(People.Name(Role.Viewer));
        var body = page.Locator("body");
        await Expect(body).ToHaveCSSAsync("background-color", LightBackground);

        await frame.ChooseThemeAsync("Dark");
        await Expect(body).ToHaveCSSAsync("background-color", DarkBackground);
        await page.ReloadAsync();
        await Expect(body).ToHaveCSSAsync("background-color", DarkBackground);

        await frame.ChooseThemeAsync("Like the system");
        await Expect(body).ToHaveCSSAsync("background-color", LightBackground);
    }

    [Fact]
    public async Task TheFirstStopOfTheKeyboard_SkipsTheNavigation()
    {
        var page = await SignedInAsync(Role.Viewer);
        await page.GotoAsync(App.NextPlayground().Development);
        await new Frame(page).BelongsToAsync(People.Name(Role.Viewer));

        await TabToAsync(page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" }));
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task TheSearch_GoesAnywhere_AndGivesTheFocusBack()
    {
        var playground = App.NextPlayground();
        var page = await SignedInAsync(Role.Viewer);
        await page.GotoAsync(playground.Production);
        await new Frame(page).BelongsToAsync(People.Name(Role.Viewer));
        var search = new Palette(page);
        var link = page.GetByRole(AriaRole.Link, new() { Name = "Segments", Exact = true });
        await TabToAsync(link);

        await search.OpenAsync();
        await page.Keyboard.PressAsync("Escape");
        await search.IsClosedAsync();
        await Expect(link).ToBeFocusedAsync();

        await search.OpenAsync();
        await search.SearchAsync("button");
        await search.MarksAsync(Playground.Running);
        await page.Keyboard.PressAsync("ArrowDown");
        await search.MarksAsync("checkout_button");
        await page.Keyboard.PressAsync("ArrowUp");
        await search.MarksAsync(Playground.Running);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");

        await search.IsClosedAsync();
        await Expect(page).ToHaveURLAsync(Absolute(page, $"{playground.Production}/flags/checkout_button"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "checkout_button", Level = 1 })).ToBeFocusedAsync();
    }

    private static string Absolute(IPage page, string path) => new Uri(new Uri(page.Url), path).ToString();
}
