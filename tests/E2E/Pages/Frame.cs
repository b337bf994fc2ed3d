using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Pages;

/// <summary>What stands around every page: navigation, the switch of project and environment, and the person's menu.</summary>
public sealed class Frame(IPage page)
{
    private ILocator Switch => page.GetByRole(AriaRole.Button, new() { Name = "Switch." });

    private ILocator Navigation => page.GetByRole(AriaRole.Navigation, new() { Name = "Main" });

    /// <summary>Goes to a page, and is there when the frame says so.</summary>
    public async Task GoAsync(string entry)
    {
        var link = Navigation.GetByRole(AriaRole.Link, new() { Name = entry, Exact = true });
        await link.ClickAsync();
        await Expect(link).ToHaveAttributeAsync("aria-current", "page");
    }

    public async Task SwitchAsync(string project, string environment)
    {
        await Switch.ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { NameRegex = new($"^{project} {environment}") }).ClickAsync();
    }

    public Task IsInAsync(string project, string environment)
        => Expect(Switch).ToHaveAccessibleNameAsync(new Regex($"^{project} {environment}"));

    public async Task ChooseThemeAsync(string theme)
    {
        await PersonMenu.ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = theme }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Menu)).ToHaveCountAsync(0);
    }

    public async Task<SignInScreen> SignOutAsync()
    {
        await PersonMenu.ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        return await new SignInScreen(page).IsShownAsync();
    }

    public Task BelongsToAsync(string person)
        => Expect(page.GetByRole(AriaRole.Button, new() { Name = $"Account of {person}" })).ToBeVisibleAsync();

    private ILocator PersonMenu => page.GetByRole(AriaRole.Button, new() { Name = "Account of" });
}
