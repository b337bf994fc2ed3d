using ExperimentAdmin.E2E.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Pages;

/// <summary>What all pages have in common: a heading, the frame around it and messages.</summary>
public abstract class Screen(IPage page)
{
    /// <summary>The window that shows the page, for what only a window can do: going back, reloading, keys.</summary>
    public IPage Page { get; } = page;

    /// <summary>The page itself, without the frame around it.</summary>
    protected ILocator Main => Page.GetByRole(AriaRole.Main);

    protected ILocator Title => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public Task SaysAsync(string text) => Expect(Main).ToContainTextAsync(text);

    /// <summary>The page has this control for whoever looks.</summary>
    public Task OffersAsync(AriaRole role, string name) => Expect(Control(role, name)).ToBeVisibleAsync();

    /// <summary>The page has no control of this name for whoever looks. Ask after something that is surely there.</summary>
    public Task DoesNotOfferAsync(AriaRole role, string name) => Expect(Control(role, name)).ToHaveCountAsync(0);

    /// <summary>The page says that it has lost the server.</summary>
    /// <param name="within">How long that may take, in milliseconds; default: any time.</param>
    public Task IsCutOffAsync(float? within = null) => Expect(Lost).ToBeVisibleAsync(new() { Timeout = within });

    /// <summary>The page no longer says that it has lost the server.</summary>
    public Task IsBackAsync() => Expect(Lost).ToBeHiddenAsync();

    /// <summary>What the browser says of the connection, in its corner.</summary>
    public Task TellsOfTheConnectionAsync(string sentence) => Expect(Page.Locator("#connection-words")).ToContainTextAsync(sentence);

    /// <summary>The browser says nothing of the connection.</summary>
    public Task TellsNothingOfTheConnectionAsync() => Expect(Page.Locator("#connection-told")).ToBeHiddenAsync();

    /// <summary>Nothing has to be scrolled sideways to be read.</summary>
    public async Task FitsAsync() => (await Screens.StickingOutAsync(Page)).ShouldBeEmpty(Page.Url);

    protected ILocator Button(string name) => Control(AriaRole.Button, name);

    protected ILocator Link(string name) => Control(AriaRole.Link, name);

    protected Task IsTitledAsync(string title) => Expect(Title).ToHaveTextAsync(title);

    private ILocator Lost => Page.Locator("#components-reconnect-modal");

    private ILocator Control(AriaRole role, string name) => Main.GetByRole(role, new() { Name = name, Exact = true });
}
