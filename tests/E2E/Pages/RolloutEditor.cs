using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Pages;

/// <summary>
/// The sliders of a rollout, in the wizard and on the page of an experiment: how many enter, and how they are divided.
/// Percentages are given as they are shown: <c>"12.5"</c>.
/// </summary>
public sealed class RolloutEditor(IPage page)
{
    private const string Percentage = "Rollout";

    /// <summary>Whether things are dragged with a finger on the glass, and not with a mouse.</summary>
    public bool ByFinger { get; init; }

    /// <summary>The slider of how many enter.</summary>
    public ILocator Slider => Named(AriaRole.Slider, Percentage);

    /// <summary>The box of how many enter.</summary>
    public ILocator PercentageBox => Box(Percentage);

    public ILocator SplitEvenly => Named(AriaRole.Button, "Split evenly");

    private ILocator Split => page.GetByRole(AriaRole.Group, new() { Name = "Split of those who enter" });

    public ILocator Share(string arm) => Named(AriaRole.Slider, $"Share of {arm}");

    public ILocator Divider(string left, string right) => Named(AriaRole.Slider, $"Divider between {left} and {right}");

    /// <summary>Both parts follow pointer and keys: before that the browser alone would move what is dragged.</summary>
    public Task IsReadyAsync() => Expect(page.Locator("[data-attached]")).ToHaveCountAsync(2);

    /// <summary>Types how many enter, and confirms it.</summary>
    public Task EnterAsync(string percentage) => ConfirmAsync(Percentage, percentage);

    public Task ShareAsync(string arm, string percentage) => ConfirmAsync($"Share of {arm}", percentage);

    /// <summary>Types how many enter, key by key, and stays in the box.</summary>
    public Task TypeAsync(string percentage) => TypeAsync(Percentage, percentage);

    /// <summary>Types the share of an arm, key by key, and stays in the box.</summary>
    public Task TypeShareAsync(string arm, string percentage) => TypeAsync($"Share of {arm}", percentage);

    public Task ToggleLockAsync(string arm) => Named(AriaRole.Button, $"Lock {arm}").ClickAsync();

    /// <summary>Drags the slider of how many enter to its middle, which is half.</summary>
    public async Task DragToTheMiddleAsync()
    {
        var box = await BoxOfAsync(Slider);
        var at = float.Parse(await Slider.InputValueAsync(), CultureInfo.InvariantCulture) / 10_000;
        await DragAsync(box.X + (box.Width * at), box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    /// <summary>Drags a divider of the split's bar to a share of the bar's width, in percent.</summary>
    public async Task DragDividerAsync(string left, string right, int to)
    {
        var divider = await BoxOfAsync(Divider(left, right));
        var bar = await BoxOfAsync(Split.Locator("[data-bar]"));
        await DragAsync(divider.X + (divider.Width / 2), bar.X + (bar.Width * to / 100), bar.Y + (bar.Height / 2));
    }

    public async Task EntersAsync(string percentage)
    {
        await Expect(Box(Percentage)).ToHaveValueAsync(percentage);
        await Expect(Slider).ToHaveAttributeAsync("aria-valuetext", $"{percentage} percent");
    }

    /// <summary>The box of how many enter shows this, however it is spelt.</summary>
    public Task ShowsAsync(string typed) => Expect(Box(Percentage)).ToHaveValueAsync(typed);

    /// <summary>Every arm of the split with its share, as box and slider show it.</summary>
    public async Task IsSplitAsync(params (string Arm, string Percentage)[] shares)
    {
        foreach (var (arm, percentage) in shares)
        {
            await Expect(Box($"Share of {arm}")).ToHaveValueAsync(percentage);
            await Expect(Share(arm)).ToHaveAttributeAsync("aria-valuetext", $"{percentage} percent");
        }
    }

    public Task IsLockedAsync(string arm) => Expect(Box($"Share of {arm}")).ToBeDisabledAsync();

    /// <summary>What was typed for how many enter stands there, named as refused.</summary>
    public async Task RefusesPercentageAsync(string typed, string because)
    {
        await Expect(Box(Percentage)).ToHaveValueAsync(typed);
        await Expect(Box(Percentage)).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(Box(Percentage)).ToHaveAccessibleDescriptionAsync(new Regex(because));
    }

    /// <summary>Unfolds the numbers: of 100,000 identities so many get this.</summary>
    public async Task GivesAsync(string arm, string identities)
    {
        await page.GetByText("In numbers", new() { Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Of 100,000 identities" }).GetByRole(AriaRole.Row, new() { Name = arm }).GetByRole(AriaRole.Cell).Last)
            .ToHaveTextAsync(identities);
    }

    private async Task TypeAsync(string name, string percentage)
    {
        await Box(name).SelectTextAsync();
        await page.Keyboard.TypeAsync(percentage);
    }

    private async Task ConfirmAsync(string name, string percentage)
    {
        await Box(name).FillAsync(percentage);
        await Box(name).PressAsync("Enter");
    }

    private async Task DragAsync(float from, float to, float y)
    {
        if (ByFinger)
        {
            await new Finger(page).DragAsync((from, y), (to, y));
            return;
        }

        await page.Mouse.MoveAsync(from, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(to, y, new() { Steps = 8 });
        await page.Mouse.UpAsync();
    }

    private static async Task<LocatorBoundingBoxResult> BoxOfAsync(ILocator element)
    {
        await element.ScrollIntoViewIfNeededAsync();
        return (await element.BoundingBoxAsync())!;
    }

    private ILocator Box(string name) => Named(AriaRole.Textbox, $"{name}, in percent");

    private ILocator Named(AriaRole role, string name) => page.GetByRole(role, new() { Name = name, Exact = true });
}
