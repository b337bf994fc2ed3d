using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Pages;

/// <summary>The search that lies over any page and goes anywhere.</summary>
public sealed class Palette(IPage page)
{
    public ILocator Field => page.GetByRole(AriaRole.Combobox, new() { Name = "Search pages, experiments and flags" });

    public async Task OpenAsync()
    {
        await page.Keyboard.PressAsync("Control+K");
        await Expect(Field).ToBeFocusedAsync();
    }

    /// <summary>Types, and waits for what is found for all of it.</summary>
    public async Task SearchAsync(string text)
    {
        await page.Keyboard.TypeAsync(text);
        await Expect(page.Locator("#palette [data-for]")).ToHaveAttributeAsync("data-for", text);
    }

    /// <summary>What Enter would go to, found and marked.</summary>
    public Task MarksAsync(string entry)
        => Expect(page.GetByRole(AriaRole.Option, new() { Name = entry, Selected = true })).ToBeVisibleAsync();

    public Task IsClosedAsync() => Expect(Field).ToBeHiddenAsync();
}
