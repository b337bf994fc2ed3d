using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Pages;

/// <summary>The three steps of a new experiment.</summary>
public sealed class WizardScreen(IPage page) : Screen(page)
{
    public RolloutEditor Rollout => new(Page);

    public ILocator Name => Main.GetByLabel("Name", new() { Exact = true });

    public ILocator Hypothesis => Main.GetByLabel("Hypothesis");

    public ILocator Continue => Button("Continue");

    private ILocator Summary => Main.GetByRole(AriaRole.Alert, new() { Name = "Before you can continue" });

    /// <summary>Opens a new one by its address.</summary>
    public async Task<WizardScreen> OpenAsync(string environment)
    {
        await Page.GotoAsync($"{environment}/experiments/new");
        return await IsReachedAsync("setup");
    }

    /// <summary>A step is there, by heading and address.</summary>
    public async Task<WizardScreen> IsOnAsync(string step)
    {
        await IsTitledAsync($"New experiment: {step}");
        await Expect(Page).ToHaveURLAsync(new Regex($"/experiments/new/[a-z0-9]+/{step}$"));
        return this;
    }

    public async Task DescribeAsync(string name, string hypothesis)
    {
        await Name.FillAsync(name);
        await Hypothesis.FillAsync(hypothesis);
    }

    public Task ChooseFlagAsync(string flag) => Flag(flag).CheckAsync();

    /// <summary>The radio button of a flag, with its variants and the reason when it cannot be chosen.</summary>
    public ILocator Flag(string flag) => Main.GetByRole(AriaRole.Radio, new() { Name = flag });

    public async Task ContinueToAsync(string step)
    {
        await Continue.ClickAsync();
        await IsReachedAsync(step);
    }

    public async Task GoBackToAsync(string step)
    {
        await Link("Back").ClickAsync();
        await IsReachedAsync(step);
    }

    /// <summary>Continue was refused, and the summary has taken the focus: whoever types before that types into nothing.</summary>
    public Task RefusesAsync() => Expect(Summary).ToBeFocusedAsync();

    /// <summary>Continue was refused with this sentence, which leads to its field.</summary>
    public Task NamesAsync(string sentence) => Expect(Summary.GetByRole(AriaRole.Link, new() { Name = sentence })).ToBeVisibleAsync();

    /// <summary>What was entered is in the database.</summary>
    public Task IsKeptAsync() => Expect(Main.Locator("[data-waiting=false]")).ToContainTextAsync("Kept. You can finish later.");

    public async Task<ExperimentScreen> CreateAsync(string name)
    {
        await Button("Create, start later").ClickAsync();
        return await new ExperimentScreen(Page).IsShownAsync(name);
    }

    /// <param name="name">Of the experiment.</param>
    /// <param name="enters">What the button says about who enters: <c>"10 % of identities"</c>.</param>
    public async Task<ExperimentScreen> CreateAndStartAsync(string name, string enters)
    {
        await Button($"Create and start: {enters} enter now").ClickAsync();
        return await new ExperimentScreen(Page).IsShownAsync(name);
    }

    // The focus goes to the heading of a step, and would leave a field that is being filled in.
    private async Task<WizardScreen> IsReachedAsync(string step)
    {
        await IsOnAsync(step);
        await Expect(Title).ToBeFocusedAsync();
        return this;
    }
}
