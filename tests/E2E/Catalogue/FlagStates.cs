using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Catalogue;

/// <summary>The pages of flags.</summary>
internal static class FlagStates
{
    private const string Development = "/shop/development/flags";
    private const string Production = "/shop/production/flags";

    public static IEnumerable<PageState> All() => [.. Lists(), .. Flag(), .. Views(), .. New()];

    private static IEnumerable<PageState> Lists() =>
    [
        new("flags", "normal", Role.ProductManager, Production, "Flags") { Enter = page => ShowsAsync(page, "dark_mode") },
        new("flags", "nothing-found", Role.Viewer, $"{Production}?q=zzz", "Flags") { Enter = page => ShowsAsync(page, "Clear the search") },
        new("flags", "archived-empty", Role.Viewer, $"{Production}?show=archived", "Flags") { Enter = page => ShowsAsync(page, "Show all flags") },
    ];

    private static IEnumerable<PageState> Flag() =>
    [
        new("flag", "normal", Role.ProductManager, $"{Development}/search_ranking", "search_ranking") { Enter = page => ShowsAsync(page, "Add variant") },
        new("flag", "plain", Role.ProductManager, $"{Development}/dark_mode", "dark_mode") { Enter = page => ShowsAsync(page, "Add variant") },
        new("flag", "requests", Role.Viewer, "/bakery/production/flags/dark_mode", "dark_mode")
        {
            Enter = async page =>
            {
                await page.GetByText("Requests by day").First.ClickAsync();
                await ShowsAsync(page, "Day (UTC)");
            },
        },
        new("flag", "frozen", Role.ProductManager, $"{Production}/checkout_button", "checkout_button")
        {
            Enter = page => ShowsAsync(page, "checkout_button is frozen by an experiment"),
        },
        new("flag", "refused", Role.ProductManager, $"{Development}/checkout_button", "checkout_button")
        {
            Enter = async page =>
            {
                var boxes = page.GetByLabel("in percent");
                await Expect(boxes).ToHaveCountAsync(2);
                foreach (var box in await boxes.AllAsync())
                {
                    await box.FillAsync("60");
                    await box.BlurAsync();
                }

                await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();
                await ShowsAsync(page, "The shares add up to 120 %");
            },
        },
        new("flag", "variant-dialog", Role.ProductManager, $"{Development}/search_ranking", "search_ranking")
        {
            Enter = async page =>
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Add variant" }).ClickAsync();
                await page.GetByLabel("Key").FillAsync("control");
                await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Add variant" }).ClickAsync();
                await ShowsAsync(page, "no variant can have it");
            },
        },
        new("flag", "picture-dialog", Role.ProductManager, $"{Development}/search_ranking", "search_ranking")
        {
            Enter = async page =>
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Actions for semantic" }).ClickAsync();
                await page.GetByRole(AriaRole.Menuitem, new() { Name = "Choose a picture" }).ClickAsync();
                await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Save picture" }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Choose a PNG, JPEG or WebP file.");
            },
        },
        new("flag", "missing", Role.Viewer, $"{Production}/nothing_here", "nothing_here") { Enter = page => ShowsAsync(page, "Go to the flags") },
    ];

    private static IEnumerable<PageState> Views() =>
    [
        new("flag-overrides", "normal", Role.ProductManager, $"{Development}/search_ranking?tab=overrides", "search_ranking")
        {
            Enter = page => ShowsAsync(page, "Beta testers"),
        },
        new("flag-overrides", "rollout", Role.Viewer, $"{Production}/checkout_button?tab=overrides", "checkout_button")
        {
            Enter = page => ShowsAsync(page, "Open the experiment"),
        },
        new("flag-overrides", "adding", Role.ProductManager, $"{Development}/checkout_button?tab=overrides", "checkout_button")
        {
            Enter = async page =>
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Add override" }).ClickAsync();
                await page.GetByRole(AriaRole.Region, new() { Name = "New override" })
                    .GetByRole(AriaRole.Button, new() { Name = "Add override" }).ClickAsync();
                await ShowsAsync(page, "Choose the segment that gets something of its own.");
            },
        },
        new("flag-overrides", "half-typed", Role.ProductManager, $"{Development}/checkout_button?tab=overrides", "checkout_button")
        {
            Enter = async page =>
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Add override" }).ClickAsync();
                await page.GetByLabel("Segment", new() { Exact = true }).FocusAsync(); // As people do before they choose.
                await page.GetByLabel("Segment", new() { Exact = true }).ChooseAsync("Staff");
                await page.GetByLabel("Share of big,").FillAsync("12.5");
                await page.GetByLabel("Share of big,").PressAsync("ArrowUp");
                await page.WaitForURLAsync("**&edit=new");
                await page.ReloadAsync();
                await Expect(page.GetByLabel("Segment", new() { Exact = true })).ToHaveValueAsync("Staff");
                await Expect(page.GetByLabel("Share of big,")).ToHaveValueAsync("13.5");
                await ShowsAsync(page, "86.5 %");
            },
        },
        new("flag-identities", "empty", Role.Viewer, $"{Production}/checkout_button?tab=identities", "checkout_button")
        {
            Enter = page => ShowsAsync(page, "No identity is forced to anything"),
        },
        new("flag-identities", "refused", Role.Support, $"{Production}/checkout_button?tab=identities", "checkout_button")
        {
            Enter = async page =>
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Force an identity" }).ClickAsync();
                await page.GetByRole(AriaRole.Button, new() { Name = "Force this" }).ClickAsync();
                await ShowsAsync(page, "Enter the identifier");
            },
        },
        new("flag-versions", "normal", Role.ProductManager, $"{Production}/checkout_button?tab=versions", "checkout_button")
        {
            Enter = page => ShowsAsync(page, "created with the flag"),
        },
        new("flag-versions", "compared", Role.Viewer, $"{Production}/checkout_button?tab=versions&version=2&with=1", "checkout_button")
        {
            Enter = page => ShowsAsync(page, "What changed from version 1 to 2"),
        },
        new("flag-settings", "normal", Role.ProductManager, $"{Development}/checkout_button?tab=settings", "checkout_button")
        {
            Enter = page => ShowsAsync(page, "no identity forced"),
        },
        new("flag-settings", "delete-refused", Role.ProductManager, $"{Production}/checkout_button?tab=settings", "checkout_button")
        {
            Enter = async page =>
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Delete flag" }).ClickAsync();
                await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete flag" }).ClickAsync();
                await ShowsAsync(page, "is used by the experiment");
            },
        },
        new("flag-history", "normal", Role.Viewer, $"{Production}/checkout_button?tab=history", "checkout_button")
        {
            Enter = async page => await Expect(page.GetByTestId("change").First).ToBeVisibleAsync(),
        },
    ];

    private static IEnumerable<PageState> New() =>
    [
        new("flag-new", "refused", Role.ProductManager, $"{Development}/new", "New flag")
        {
            Enter = async page =>
            {
                await page.GetByLabel("Name", new() { Exact = true }).FillAsync("checkout button");
                await page.GetByRole(AriaRole.Button, new() { Name = "Add variant" }).ClickAsync();
                await page.GetByLabel("Key", new() { Exact = true }).FillAsync("control");
                await page.GetByRole(AriaRole.Button, new() { Name = "Create flag" }).ClickAsync();
                await ShowsAsync(page, "The flag was not created");
            },
        },
        new("flag-new", "locked", Role.Viewer, $"{Development}/new", "New flag") { Enter = page => ShowsAsync(page, "needs a product manager") },
    ];

    private static Task ShowsAsync(IPage page, string text) => Expect(page.GetByRole(AriaRole.Main).GetByText(text).First).ToBeVisibleAsync();
}
