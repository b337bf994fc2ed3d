using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Pages;

/// <summary>The list of an environment's finished experiments, with what was decided.</summary>
public sealed class FinishedScreen(IPage page) : Screen(page)
{
    public async Task<FinishedScreen> OpenAsync(string environment)
    {
        await Page.GotoAsync($"{environment}/experiments/finished");
        await IsTitledAsync("Finished experiments");
        return this;
    }

    public Task SearchAsync(string text) => Main.GetByRole(AriaRole.Searchbox).FillAsync(text);

    /// <summary>The experiments that are shown, in their order.</summary>
    public Task ListsAsync(params string[] names)
        => Expect(Main.GetByTestId("finished").GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link)).ToHaveTextAsync(names);

    /// <summary>Part of what the row of an experiment says.</summary>
    public Task SaysOfAsync(string experiment, string text) => Expect(Main.GetByRole(AriaRole.Row)
        .Filter(new() { Has = Page.GetByRole(AriaRole.Link, new() { Name = experiment, Exact = true }) })).ToContainTextAsync(text);
}
