using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys;

public sealed class CreatingAnExperiment(RunningApp app) : Journey(app)
{
    private const string Hypothesis = "We believe that a bigger button will lift sign-ups by 5 % because people find it.";

    // With three arms, the question that is asked fits on the screen of a laptop, also when something is to be minded.
    [Fact]
    public async Task TheRolloutStep_FitsAboutOneScreen()
    {
        var page = await SignedInAsync(Role.ProductManager);
        await page.SetViewportSizeAsync(1440, 900);
        var wizard = await new WizardScreen(page).OpenAsync(App.NextPlayground().Development);
        await wizard.DescribeAsync("On a laptop", Hypothesis);
        await wizard.ChooseFlagAsync("checkout_button");
        await wizard.ContinueToAsync("rollout");

        (await HeightAsync()).ShouldBeLessThanOrEqualTo(950);
        await wizard.Rollout.ShareAsync("big", "15");
        await wizard.SaysAsync("The split is uneven");
        (await HeightAsync()).ShouldBeLessThanOrEqualTo(1_000);

        Task<int> HeightAsync() => page.EvaluateAsync<int>("document.documentElement.scrollHeight");
    }

    [Fact]
    public async Task InTheV1Environment_ByKeyboardAlone_AndStartedAtOnce()
    {
        var page = await SignedInAsync(Role.ProductManager);
        var wizard = await new WizardScreen(page).OpenAsync(App.NextPlayground().Development);
        var keys = page.Keyboard;

        await TabToAsync(wizard.Name);
        await keys.TypeAsync("By keyboard");
        await TabToAsync(wizard.Hypothesis);
        await keys.TypeAsync(Hypothesis);
        await TabToAsync(page.GetByRole(AriaRole.Radio).First);
        await keys.PressAsync(" ");
        await Expect(wizard.Flag("checkout_button")).ToBeCheckedAsync();
        await TabToAsync(wizard.Continue);
        await keys.PressAsync("Enter");

        await wizard.IsOnAsync("rollout");
        await wizard.Rollout.EntersAsync("10");
        await wizard.Rollout.IsReadyAsync();
        await TabToAsync(wizard.Rollout.Slider);
        foreach (var (key, percentage) in ((string, string)[])
            [("ArrowRight", "11"), ("ArrowDown", "10"), ("PageUp", "15"), ("Shift+ArrowRight", "20"), ("End", "100"), ("Home", "0"), ("Shift+ArrowUp", "5")])
        {
            await keys.PressAsync(key);
            await wizard.Rollout.EntersAsync(percentage);
        }

        await wizard.Rollout.IsSplitAsync(("control", "33.34"), ("big", "33.33"), ("bigger", "33.33"));
        await TabToAsync(wizard.Rollout.Divider("control", "big"));
        await keys.PressAsync("Home");
        await wizard.Rollout.IsSplitAsync(("control", "0"), ("big", "66.67"), ("bigger", "33.33"));
        await TabToAsync(wizard.Rollout.Share("bigger"));
        await keys.PressAsync("End");
        await wizard.Rollout.IsSplitAsync(("control", "0"), ("big", "0"), ("bigger", "100"));
        await TabToAsync(wizard.Rollout.SplitEvenly);
        await keys.PressAsync("Enter");
        await wizard.Rollout.IsSplitAsync(("control", "33.34"), ("big", "33.33"), ("bigger", "33.33"));
        await TabToAsync(wizard.Continue);
        await keys.PressAsync("Enter");

        await wizard.IsOnAsync("review");
        await wizard.SaysAsync("5 % of identities enter.");
        await TabToAsync(page.GetByLabel("Start anyway"));
        await keys.PressAsync("Space");
        await TabToAsync(page.GetByRole(AriaRole.Button, new() { Name = "Create and start: 5 % of identities enter now" }));
        await keys.PressAsync("Enter");
        var experiment = await new ExperimentScreen(page).IsShownAsync("By keyboard");
        await experiment.IsAsync("Running");
    }

    [Fact]
    public async Task InTheV2Environment_WithTheMouse_AndStartedLater()
    {
        var page = await SignedInAsync(Role.ProductManager);
        var wizard = await new WizardScreen(page).OpenAsync(App.NextPlayground().Production);
        await wizard.DescribeAsync("With the mouse", Hypothesis);
        await Expect(wizard.Flag("checkout_button")).ToBeDisabledAsync();
        await wizard.SaysAsync(Playground.Running);
        await wizard.ChooseFlagAsync("search_ranking");
        await wizard.ContinueToAsync("rollout");

        await wizard.Rollout.IsReadyAsync();
        await wizard.Rollout.DragToTheMiddleAsync();
        await wizard.Rollout.EntersAsync("50");
        await wizard.Rollout.DragDividerAsync("control", "semantic", to: 30);
        await wizard.Rollout.IsSplitAsync(("control", "30"), ("semantic", "70"));
        await wizard.Rollout.GivesAsync("semantic", "35,000");
        await wizard.SaysAsync("The split is uneven");

        await wizard.Rollout.ToggleLockAsync("semantic");
        await wizard.Rollout.IsLockedAsync("semantic");
        await wizard.Rollout.ShareAsync("control", "90");
        await wizard.SaysAsync("Every other arm is locked");
        await wizard.Rollout.IsSplitAsync(("control", "30"), ("semantic", "70"));
        await wizard.Rollout.ToggleLockAsync("semantic");
        await wizard.Rollout.SplitEvenly.ClickAsync();
        await wizard.Rollout.IsSplitAsync(("control", "50"), ("semantic", "50"));

        await wizard.ContinueToAsync("review");
        await wizard.SaysAsync("50 % of identities enter. Half of them see semantic, half bm25 (control).");
        var experiment = await wizard.CreateAsync("With the mouse");
        await experiment.IsAsync("Draft");
        await experiment.StartAsync("50 % of identities");
        await experiment.IsAsync("Running");
    }

    [Fact]
    public async Task WithMistakes_NamesEveryFieldAndKeepsTheInput()
    {
        var page = await SignedInAsync(Role.ProductManager);
        var wizard = await new WizardScreen(page).OpenAsync(App.NextPlayground().Development);

        await wizard.Continue.ClickAsync();
        await wizard.NamesAsync("Give the experiment a name.");
        await wizard.NamesAsync("Say what you expect to happen and why");
        await wizard.NamesAsync("Choose the flag that the experiment is on.");
        await wizard.RefusesAsync();
        await wizard.DescribeAsync("Kept", Hypothesis);
        await wizard.ChooseFlagAsync("checkout_button");
        await wizard.ContinueToAsync("rollout");

        foreach (var (typed, because) in ((string, string)[])
            [("-1", "from 0 to 100"), ("100.01", "from 0 to 100"), ("12.345", "two decimals"), ("many", "is not a number"), ("", "Enter a percentage")])
        {
            await wizard.Rollout.EnterAsync(typed);
            await wizard.Rollout.RefusesPercentageAsync(typed, because);
            await wizard.Continue.ClickAsync();
            await wizard.RefusesAsync();
            await wizard.IsOnAsync("rollout");
            await wizard.Rollout.RefusesPercentageAsync(typed, because);
        }

        await wizard.Rollout.EnterAsync("12,5");
        await wizard.Rollout.EntersAsync("12.5");
        await wizard.GoBackToAsync("setup");
        await Expect(wizard.Name).ToHaveValueAsync("Kept");
        await Expect(wizard.Hypothesis).ToHaveValueAsync(Hypothesis);
        await page.GoBackAsync();
        await wizard.IsOnAsync("rollout");
        await wizard.Rollout.EntersAsync("12.5");
    }
}
