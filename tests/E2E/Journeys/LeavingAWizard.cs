using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys;

public sealed class LeavingAWizard(RunningApp app) : Journey(app)
{
    private const string Hypothesis = "We believe that nothing gets lost.";

    [Fact]
    public async Task TheUnfinishedOne_IsOfferedToItsAuthorAlone_AndCanBeFinishedOrDiscarded()
    {
        var playground = App.NextPlayground();
        var page = await SignedInAsync(Role.ProductManager);
        var wizard = await new WizardScreen(page).OpenAsync(playground.Development);
        await wizard.DescribeAsync("Left behind", Hypothesis);
        await wizard.ChooseFlagAsync("search_ranking");
        await wizard.IsKeptAsync();

        var list = await new ExperimentsScreen(page).OpenAsync(playground.Development);
        await list.OffersUnfinishedAsync("Left behind");
        var other = await new ExperimentsScreen(await SignedInAsync(Role.Administrator)).OpenAsync(playground.Development);
        await other.SaysAsync("No experiments yet");
        await other.OffersNothingUnfinishedAsync();

        wizard = await list.ContinueAsync("Left behind");
        await wizard.IsOnAsync("setup");
        await Expect(wizard.Hypothesis).ToHaveValueAsync(Hypothesis);
        await Expect(wizard.Flag("search_ranking")).ToBeCheckedAsync();

        list = await new ExperimentsScreen(page).OpenAsync(playground.Development);
        await list.DiscardAsync("Left behind");
        await list.OffersNothingUnfinishedAsync();
    }

    [Fact]
    public async Task AReload_LosesNothing_OnAnyStep()
    {
        var page = await SignedInAsync(Role.ProductManager);
        var wizard = await new WizardScreen(page).OpenAsync(App.NextPlayground().Development);
        await wizard.DescribeAsync("Reloaded", Hypothesis);
        await page.ReloadAsync(); // At once, before it was kept on the server.
        await wizard.IsOnAsync("setup");
        await Expect(wizard.Name).ToHaveValueAsync("Reloaded");
        await Expect(wizard.Hypothesis).ToHaveValueAsync(Hypothesis);

        await wizard.ChooseFlagAsync("checkout_button");
        await wizard.ContinueToAsync("rollout");
        await wizard.Rollout.EnterAsync("12.34");
        await wizard.Rollout.ShareAsync("big", "79.9");
        await wizard.Rollout.IsSplitAsync(("control", "10.05"), ("big", "79.9"), ("bigger", "10.05"));
        await wizard.Rollout.ToggleLockAsync("big");
        await wizard.Rollout.ShareAsync("bigger", "14.7");
        await wizard.Rollout.IsSplitAsync(("control", "5.4"), ("big", "79.9"), ("bigger", "14.7"));
        await wizard.IsKeptAsync();
        await page.ReloadAsync();
        await wizard.IsOnAsync("rollout");
        await wizard.Rollout.EntersAsync("12.34");
        await wizard.Rollout.IsSplitAsync(("control", "5.4"), ("big", "79.9"), ("bigger", "14.7"));
        await wizard.Rollout.IsLockedAsync("big");

        await wizard.ContinueToAsync("review");
        await page.ReloadAsync();
        await wizard.IsOnAsync("review");
        await wizard.SaysAsync("12.34 % of identities enter.");
    }

    [Fact]
    public async Task InTwoTabs_EachSaysThatTheOtherIsOpen()
    {
        var playground = App.NextPlayground();
        var page = await SignedInAsync(Role.ProductManager);
        var wizard = await new WizardScreen(page).OpenAsync(playground.Development);
        await wizard.DescribeAsync("Twice", Hypothesis);
        await wizard.IsKeptAsync();
        await Expect(page.GetByText("open in another tab as well")).ToBeHiddenAsync();

        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(page.Url);
        await Expect(other.GetByText("open in another tab as well")).ToBeVisibleAsync();
        await Expect(page.GetByText("open in another tab as well")).ToBeVisibleAsync();

        await other.GotoAsync($"{playground.Development}/experiments");
        await Expect(page.GetByText("open in another tab as well")).ToBeHiddenAsync();
    }
}
