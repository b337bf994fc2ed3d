using ExperimentAdmin.E2E.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Pages;

/// <summary>The list of an environment's experiments.</summary>
public sealed class ExperimentsScreen(IPage page) : Screen(page)
{
    private ILocator Unfinished => Main.GetByTestId("unfinished");

    public async Task<ExperimentsScreen> OpenAsync(string environment)
    {
        await Page.GotoAsync($"{environment}/experiments");
        return await IsShownAsync();
    }

    public async Task<ExperimentsScreen> IsShownAsync()
    {
        await IsTitledAsync("Experiments");
        return this;
    }

    public ILocator Row(string experiment) => Main.GetByRole(AriaRole.Row).Filter(new() { Has = Page.GetByRole(AriaRole.Link, new() { Name = experiment, Exact = true }) });

    public async Task<ExperimentScreen> OpenExperimentAsync(string name)
    {
        await Link(name).ClickAsync();
        return await new ExperimentScreen(Page).IsShownAsync(name);
    }

    /// <summary>Opens the experiment that runs on a playground, and its sliders, ready to be moved.</summary>
    public async Task<ExperimentScreen> OpenEditAsync(Playground playground)
    {
        await OpenAsync(playground.Production);
        var experiment = await OpenExperimentAsync(Playground.Running);
        await experiment.OpenRolloutAsync();
        await experiment.Rollout.IsReadyAsync();
        return experiment;
    }

    /// <summary>The actions in the menu of a row, in their order.</summary>
    public async Task OffersInMenuAsync(string experiment, params string[] actions)
    {
        var opener = Button($"Actions for {experiment}");
        await opener.ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Menuitem)).ToHaveTextAsync(actions);
        await Page.Keyboard.PressAsync("Escape");
        await Expect(opener).ToBeFocusedAsync();
    }

    /// <summary>Pauses everything that runs, past the question that names it.</summary>
    public async Task StopAllAsync(string named)
    {
        await Main.GetByTestId("stop-all").ClickAsync();
        var dialog = Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync(named);
        await dialog.GetByRole(AriaRole.Button, new() { NameRegex = new("^Stop .* now$") }).ClickAsync();
        await Expect(Main.GetByTestId("stopped")).ToContainTextAsync("stopped everything that ran");
    }

    /// <summary>Resumes just what was stopped together.</summary>
    public async Task ResumeStoppedAsync()
    {
        await Button("Resume just those…").ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { NameRegex = new("^Resume ") }).ClickAsync();
        await Expect(Main.GetByTestId("stopped")).ToHaveCountAsync(0);
    }

    public Task SearchAsync(string text) => Main.GetByRole(AriaRole.Searchbox).FillAsync(text);

    public Task FilterAsync(string status) => Main.GetByRole(AriaRole.Navigation, new() { Name = "Status" })
        .GetByRole(AriaRole.Link, new() { Name = status }).ClickAsync();

    /// <summary>The experiments that are shown, in their order.</summary>
    public Task ListsAsync(params string[] names)
        => Expect(Main.GetByTestId("experiments").GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link)).ToHaveTextAsync(names);

    public Task OffersUnfinishedAsync(string name)
        => Expect(Unfinished.GetByRole(AriaRole.Link, new() { Name = name, Exact = true })).ToBeVisibleAsync();

    public Task OffersNothingUnfinishedAsync() => Expect(Unfinished).ToHaveCountAsync(0);

    public async Task<WizardScreen> ContinueAsync(string name)
    {
        await Unfinished.GetByRole(AriaRole.Link, new() { Name = $"Continue with {name}" }).ClickAsync();
        return new WizardScreen(Page);
    }

    public async Task DiscardAsync(string name)
    {
        await Unfinished.GetByRole(AriaRole.Button, new() { Name = $"Discard {name}" }).ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Discard what was entered" }).ClickAsync();
    }
}
