using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Pages;

/// <summary>One flag in one environment, and the form of a new one.</summary>
public sealed class FlagScreen(IPage page) : Screen(page)
{
    public ILocator Name => Main.GetByLabel("Name", new() { Exact = true });

    public ILocator Enabled => Main.GetByRole(AriaRole.Checkbox, new() { Name = "Enabled", Exact = true });

    public ILocator ControlValue => Main.GetByLabel("Control value");

    public ILocator Description => Main.GetByLabel("Description");

    public ILocator EnabledFromTheStart => Main.GetByRole(AriaRole.Checkbox, new() { Name = "Enabled from the start" });

    public ILocator AddVariant => Button("Add variant");

    public ILocator Create => Button("Create flag");

    public ILocator Save => Button("Save changes");

    public ILocator AddOverride => Button("Add override");

    /// <summary>Whom a new override is for.</summary>
    public ILocator Segment => Main.GetByLabel("Segment", new() { Exact = true });

    /// <summary>Leaves a new override to make a segment for it.</summary>
    public Task MakeSegmentAsync() => Link("New segment").ClickAsync();

    public ILocator VariantKey(int number) => Variant(number).GetByLabel("Key");

    public ILocator VariantValue(int number) => Variant(number).GetByLabel("Value");

    public ILocator Share(string variant) => Main.GetByRole(AriaRole.Textbox, new() { Name = $"Share of {variant}, in percent" });

    public async Task<FlagScreen> OpenNewAsync(string environment)
    {
        await Page.GotoAsync($"{environment}/flags/new");
        return await IsShownAsync("New flag");
    }

    public async Task<FlagScreen> OpenAsync(string environment, string name)
    {
        await Page.GotoAsync($"{environment}/flags/{name}");
        return await IsShownAsync(name);
    }

    public async Task OpenSettingsAsync(string environment, string name)
    {
        await OpenAsync(environment, name);
        await View("Settings").ClickAsync();
        await Expect(Description).ToBeVisibleAsync();
    }

    /// <summary>Changes in its settings what is written about it, and saves that.</summary>
    public async Task DescribeAsync(string description)
    {
        await Description.FillAsync(description);
        await Button("Save settings").ClickAsync();
        await Expect(Page.GetByText("are saved.").First).ToBeVisibleAsync();

        // What is saved is kept for a reload no more, which the page hears of after that.
        await Page.WaitForFunctionAsync("text => Object.values(sessionStorage).every((kept) => !kept.includes(text))", description);
    }

    public async Task<FlagScreen> IsShownAsync(string title)
    {
        await IsTitledAsync(title);
        return this;
    }

    /// <summary>A view of the flag, such as <c>Overrides</c>.</summary>
    public ILocator View(string name) => Main.GetByRole(AriaRole.Navigation, new() { Name = "Views of the flag" })
        .GetByRole(AriaRole.Link, new() { Name = name });

    /// <summary>The overrides in the order in which they win.</summary>
    public Task RanksAsync(params string[] overrides)
        => Expect(Main.GetByTestId("override").GetByRole(AriaRole.Heading)).ToHaveTextAsync(overrides);

    /// <summary>What everybody gets, as somebody reads it who cannot edit it.</summary>
    public Task ServesAsync(string variant, string percentage)
        => Expect(Main.GetByTestId("variants").GetByRole(AriaRole.Row, new() { Name = variant })).ToContainTextAsync(percentage);

    /// <summary>Presses a button of the settings and confirms what it asks.</summary>
    public async Task PutAwayAsync(string button)
    {
        await Button(button).ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
    }

    private ILocator Variant(int number) => Main.GetByRole(AriaRole.Group, new() { Name = $"Variant {number}" });
}
