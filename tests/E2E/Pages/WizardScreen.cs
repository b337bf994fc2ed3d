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

    /// <summary>The form of a new flag, in place of the list of flags.</summary>
    public ILocator NewFlag => Main.GetByRole(AriaRole.Region, new() { Name = "New flag" });

    /// <summary>The key of a variant of the new flag, counted from 1.</summary>
    public ILocator VariantKey(int number) => Variant(number).GetByLabel("Key");

    /// <summary>The value of a variant of the new flag, counted from 1.</summary>
    public ILocator VariantValue(int number) => Variant(number).GetByLabel("Value");

    private ILocator Summary => Main.GetByRole(AriaRole.Alert, new() { Name = "Before you can continue" });

    /// <summary>Opens a new one by its address.</summary>
    public async Task<WizardScreen> OpenAsync(string environment)
    {
        await Page.GotoAsync($"{environment}/experiments/new");
        return await IsReachedAsync("setup");
    }

    /// <summary>A new one was opened by a link.</summary>
    public Task<WizardScreen> IsOpenedAsync() => IsReachedAsync("setup");

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

    /// <summary>Opens the form of a new flag and fills it in.</summary>
    public async Task FillInFlagAsync(string name, string control, params (string Key, string Value)[] variants)
    {
        await Button("New flag").ClickAsync();
        await Expect(NewFlag.GetByLabel("Name", new() { Exact = true })).ToBeFocusedAsync();
        await NewFlag.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await NewFlag.GetByLabel("Control value").FillAsync(control);
        foreach (var (index, (key, value)) in variants.Index())
        {
            if (index > 0)
            {
                await Button("Add variant").ClickAsync();
            }

            await VariantKey(index + 1).FillAsync(key);
            await VariantValue(index + 1).FillAsync(value);
        }
    }

    /// <summary>Creates the flag that was filled in, which is chosen then.</summary>
    public async Task CreateFlagAsync(string name)
    {
        await Button("Create flag").ClickAsync();
        await Expect(NewFlag).ToHaveCountAsync(0);
        await Expect(Flag(name)).ToBeCheckedAsync();
    }

    /// <summary>Adds a variant in the row of a flag.</summary>
    public async Task AddVariantAsync(string button, string key, string value)
    {
        await Button(button).ClickAsync();
        var dialog = Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Key").FillAsync(key);
        await dialog.GetByLabel("Value").FillAsync(value);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add variant" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
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

    /// <summary>Creates and starts it, anyway: no application asked for the flag yet.</summary>
    /// <param name="name">Of the experiment.</param>
    /// <param name="enters">What the button says about who enters: <c>"10 % of identities"</c>.</param>
    public async Task<ExperimentScreen> CreateAndStartAsync(string name, string enters)
    {
        await Main.GetByLabel("Start anyway").CheckAsync();
        await Button($"Create and start: {enters} enter now").ClickAsync();
        return await new ExperimentScreen(Page).IsShownAsync(name);
    }

    private ILocator Variant(int number) => NewFlag.GetByRole(AriaRole.Group, new() { Name = $"Variant {number}" });

    // The focus goes to the heading of a step, and would leave a field that is being filled in.
    private async Task<WizardScreen> IsReachedAsync(string step)
    {
        await IsOnAsync(step);
        await Expect(Title).ToBeFocusedAsync();
        return this;
    }
}
