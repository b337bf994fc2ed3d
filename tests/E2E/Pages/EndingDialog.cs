using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Pages;

/// <summary>The question how an experiment ends, over its page, and what stands there afterwards.</summary>
public sealed class EndingDialog(IPage page)
{
    private const string UndoTheEnd = "Undo the end…";

    public ILocator Note => Dialog.GetByLabel("Note");

    private ILocator Dialog => page.GetByRole(AriaRole.Dialog);

    private ILocator Outcome => page.GetByTestId("outcome");

    private ILocator Undo => Dialog.GetByRole(AriaRole.Button, new() { Name = "Undo the end", Exact = true });

    /// <summary>Asks on the page of an experiment; nothing is chosen for whoever looks.</summary>
    public async Task<EndingDialog> OpenAsync(string name)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = $"More actions for {name}" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "End…" }).ClickAsync();
        await Expect(Dialog.GetByRole(AriaRole.Radio).First).ToBeVisibleAsync();
        await Expect(Dialog.GetByRole(AriaRole.Radio, new() { Checked = true })).ToHaveCountAsync(0);
        return this;
    }

    /// <summary>Takes one of the choices, of what everybody gets or of what was learned, by its first line.</summary>
    public async Task ChooseAsync(string choice)
    {
        var option = Dialog.Locator("label").Filter(new() { Has = page.GetByText(choice, new() { Exact = true }) });
        await option.ClickAsync();
        await Expect(option.GetByRole(AriaRole.Radio)).ToBeCheckedAsync();
    }

    /// <summary>Part of what will be, below the choices.</summary>
    public Task ForecastsAsync(string sentence) => Expect(Dialog.GetByTestId("end-preview")).ToContainTextAsync(sentence);

    /// <summary>What is left open is asked for at its field.</summary>
    public Task AsksForAsync(string what) => Expect(Dialog.GetByText(what)).ToBeVisibleAsync();

    /// <summary>Whoever presses the button too early is led to the first thing that is left open.</summary>
    public Task LeadsToAsync(string choices)
        => Expect(Dialog.GetByRole(AriaRole.Group, new() { Name = choices }).GetByRole(AriaRole.Radio).First).ToBeFocusedAsync();

    /// <summary>Presses the button, whatever it says.</summary>
    public Task TryAsync() => Dialog.GetByRole(AriaRole.Button, new() { NameRegex = new("^End") }).ClickAsync();

    /// <summary>Presses it, and sees what was decided.</summary>
    public async Task EndAsync(string decision)
    {
        await TryAsync();
        await Expect(Dialog).ToHaveCountAsync(0);
        await Expect(Outcome).ToContainTextAsync(decision);
    }

    /// <summary>Opens the question whether the end is to be undone.</summary>
    public async Task OpenUndoAsync()
    {
        await Outcome.GetByRole(AriaRole.Button, new() { Name = UndoTheEnd }).ClickAsync();
        await Expect(Undo).ToBeVisibleAsync();
    }

    /// <summary>Answers it with yes.</summary>
    public Task ConfirmUndoAsync() => Undo.ClickAsync();

    /// <summary>Takes the end back.</summary>
    public async Task UndoAsync()
    {
        await OpenUndoAsync();
        await ConfirmUndoAsync();
        await Expect(Outcome).ToHaveCountAsync(0);
    }

    /// <summary>The question stays, and says why the end stays as well.</summary>
    public Task RefusesToUndoAsync(string because) => Expect(Dialog).ToContainTextAsync(because);

    /// <summary>The page says why the end cannot be undone, and does not offer it.</summary>
    public async Task CannotBeUndoneAsync(string because)
    {
        await Expect(page.GetByTestId("undo-refusal")).ToContainTextAsync(because);
        await Expect(Outcome.GetByRole(AriaRole.Button, new() { Name = UndoTheEnd })).ToHaveCountAsync(0);
    }
}
