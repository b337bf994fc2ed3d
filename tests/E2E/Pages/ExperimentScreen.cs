using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Pages;

/// <summary>One experiment.</summary>
public sealed class ExperimentScreen(IPage page) : Screen(page)
{
    public RolloutEditor Rollout => new(Page);

    public async Task<ExperimentScreen> IsShownAsync(string name)
    {
        await IsTitledAsync(name);
        return this;
    }

    /// <summary>Starts it, past the question that says what will happen.</summary>
    /// <param name="enters">What the button says about who enters: <c>"20 % of identities"</c>.</param>
    public async Task StartAsync(string enters)
    {
        await Button("Start").ClickAsync();
        await Button($"Start: {enters} enter now").ClickAsync();
    }

    /// <summary>The badge beside the name.</summary>
    public Task IsAsync(string status) => Expect(Main.Locator(".page-header")).ToContainTextAsync(status);
}
