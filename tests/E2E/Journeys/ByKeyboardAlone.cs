using System.Text.RegularExpressions;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys;

/// <summary>What has more than one field, without a mouse.</summary>
public sealed class ByKeyboardAlone(RunningApp app) : Journey(app)
{
    [Fact]
    public async Task ASegmentWithTwoRules_AndAFlagThatServesItSomethingElse()
    {
        var page = await SignedInAsync(Role.ProductManager);
        var segment = await new SegmentScreen(page).OpenNewAsync(App.NextPlayground().Development);
        await TypeAsync(segment.Name, "Gold");
        await TypeAsync(segment.Trait(1), "plan");
        await TypeAsync(segment.Value(1), "gold");
        await PressAsync(segment.AddGroup);
        await Expect(segment.MustHold(2)).ToBeFocusedAsync();
        await TypeAsync(segment.MustHold(2), "none");
        await Expect(segment.MustHold(2)).ToHaveValueAsync("none of");
        await TypeAsync(segment.Trait(2), "country");
        await TypeAsync(segment.Comparison(2), "contains");
        await Expect(segment.Comparison(2)).ToHaveValueAsync("contains");
        await TypeAsync(segment.Value(2), "de");
        await PressAsync(segment.Create);
        await segment.IsShownAsync("Gold");
        await Expect(segment.MustHold(2)).ToHaveValueAsync("none of");
        await Expect(segment.Comparison(2)).ToHaveValueAsync("contains");

        await PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Flags", Exact = true }));
        await PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "New flag" }));
        var flag = await new FlagScreen(page).IsShownAsync("New flag");
        await TypeAsync(flag.Name, "bread");
        await PressAsync(flag.AddVariant);
        await TypeAsync(flag.VariantKey(1), "rye");
        await TypeAsync(flag.VariantValue(1), "rye");
        await PressAsync(flag.Create);
        await flag.IsShownAsync("bread");

        await PressAsync(flag.View("Overrides"));
        await PressAsync(flag.AddOverride);
        await TypeAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Segment", Exact = true }), "Gold");
        await TypeAsync(flag.Share("rye"), "100");
        await PressAsync(flag.AddOverride);
        await flag.RanksAsync("1. Gold");
        await flag.SaysAsync("100 %");
    }

    [Fact]
    public async Task TheSettingsOfAnEnvironment_WhichKeepTheFocus()
    {
        var page = await SignedInAsync(Role.Administrator);
        await page.GotoAsync($"{App.NextPlayground().Development}/settings");
        var (origins, hide) = (page.GetByLabel("Allowed origins"), page.GetByLabel("Hide sensitive data"));
        var save = page.GetByRole(AriaRole.Button, new() { Name = "Save settings" });

        await TabToAsync(hide);
        await page.Keyboard.PressAsync(" ");
        await TypeAsync(origins, "https://shop.example");
        await PressAsync(save);
        await Expect(page.GetByText("Settings were saved.").First).ToBeVisibleAsync();
        await Expect(save).ToBeFocusedAsync();

        // Once more, from where they are: it is not taken for a change that somebody else had made.
        await Expect(page.GetByText("Settings were saved.")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Shift+Tab");
        await Expect(origins).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.TypeAsync("\nhttps://www.shop.example");
        await PressAsync(save);
        await Expect(page.GetByText("Settings were saved.").First).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(origins).ToHaveValueAsync("https://shop.example\nhttps://www.shop.example");
        await Expect(hide).ToBeCheckedAsync();
    }

    [Fact]
    public async Task WhoGetsWhat_AndWhatOneIdentityGets_WithTheNumbers()
    {
        var page = await SignedInAsync(Role.Viewer);
        var list = await new ExperimentsScreen(page).OpenAsync(App.NextPlayground().Production);
        _ = await list.OpenExperimentAsync(Playground.Running);
        await PressAsync(page.GetByText("Who gets what", new() { Exact = true }));
        await PressAsync(page.GetByText("Try your own identifiers"));
        await TypeAsync(page.GetByRole(AriaRole.Textbox, new() { Name = "Identifiers" }), "user_1\nuser_2");
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Show who gets what" }));
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Of your 2 identifiers" })).ToBeVisibleAsync();

        await PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Look up what one identity gets, and why" }));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Identity lookup", Level = 1 })).ToBeFocusedAsync();
        await TypeAsync(page.GetByLabel("Identifier", new() { Exact = true }), "user_1");
        await TypeAsync(page.GetByLabel("Traits"), "plan = pro");
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Look up" }));
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "checkout_button" });
        await PressAsync(row.GetByText("Show the numbers").Locator("visible=true"));
        await Expect(row.GetByText("Entry hash").Locator("visible=true")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Regex("identifier=user_1"));
    }

    private static async Task TypeAsync(ILocator field, string text)
    {
        await TabToAsync(field);
        await field.Page.Keyboard.TypeAsync(text);
    }

    private static async Task PressAsync(ILocator control)
    {
        await TabToAsync(control);
        await control.Page.Keyboard.PressAsync("Enter");
    }
}
