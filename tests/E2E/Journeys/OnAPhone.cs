using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using Microsoft.Playwright;

namespace ExperimentAdmin.E2E.Journeys;

/// <summary>On 390 by 844 pixels, with fingers.</summary>
public sealed class OnAPhone(RunningApp app) : Journey(app)
{
    [Fact]
    public async Task TheWizard_LeadsToAStartedExperiment()
    {
        var page = await SignedInOnAPhoneAsync(Role.ProductManager);
        var wizard = await new WizardScreen(page).OpenAsync(App.NextPlayground().Development);
        var rollout = new RolloutEditor(page) { ByFinger = true };
        await wizard.FitsAsync();
        await wizard.DescribeAsync("On the way", "We believe that a bigger button is easier to hit with a thumb.");
        await wizard.Flag("checkout_button").TapAsync();
        await wizard.Continue.TapAsync();

        await wizard.IsOnAsync("rollout");
        await wizard.FitsAsync();
        await rollout.IsReadyAsync();
        await StaysInPlaceAsync(page, rollout.Slider, rollout.DragToTheMiddleAsync);
        await rollout.EntersAsync("50");
        await StaysInPlaceAsync(page, rollout.Divider("control", "big"), () => rollout.DragDividerAsync("control", "big", to: 20));
        await rollout.IsSplitAsync(("control", "20"), ("big", "46.67"), ("bigger", "33.33"));
        await wizard.SaysAsync("The split is uneven"); // It moves the button.
        await wizard.ContinueToAsync("review"); // By mouse: after a stroke that a program makes the browser sometimes makes no click of a touch.

        await wizard.FitsAsync();
        var experiment = await wizard.CreateAndStartAsync("On the way", "50 % of identities");
        await experiment.IsAsync("Running");
        await experiment.FitsAsync();
    }

    [Fact]
    public async Task SupportFindsOneOfFiveHundred_AndLowersIt_InSixTapsAtMost()
    {
        var page = await SignedInOnAPhoneAsync(Role.Support);
        var taps = 0;
        await page.GotoAsync(Playground.Crowd.Production);

        await TapAsync(page.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }));
        await new Palette(page).SearchAsync("winter pricing");
        await TapAsync(page.GetByRole(AriaRole.Option, new() { Name = Playground.OneOfMany }));
        var experiment = await new ExperimentScreen(page).IsShownAsync(Playground.OneOfMany);
        var edit = page.GetByRole(AriaRole.Link, new() { Name = "Edit rollout" });
        await Assertions.Expect(edit).ToBeInViewportAsync(new() { Ratio = 1 });
        await TapAsync(edit);
        var rollout = new RolloutEditor(page) { ByFinger = true };
        await rollout.IsReadyAsync();
        await TapAsync(rollout.PercentageBox);
        await rollout.PercentageBox.FillAsync("5");
        await experiment.FitsAsync();
        await TapAsync(experiment.Save);

        await experiment.TellsAsync("Saved");
        await Assertions.Expect(page.GetByText("Saved: the rollout is at")).ToBeInViewportAsync();
        await experiment.RolloutSaysAsync("5 % of identities enter.");
        taps.ShouldBeLessThanOrEqualTo(6);

        Task TapAsync(ILocator target)
        {
            taps++;
            return target.TapAsync();
        }
    }

    [Fact]
    public async Task TheListOfFiveHundred_IsNarrowed_AndKeptAsAView()
    {
        var page = await SignedInOnAPhoneAsync(Role.Viewer);
        var list = await new ExperimentsScreen(page).OpenAsync(Playground.Crowd.Production);
        await list.FitsAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Filters" }).TapAsync();
        await page.GetByLabel("Flag", new() { Exact = true }).FillAsync("flag_250");
        await page.GetByRole(AriaRole.Option, new() { Name = "flag_250", Exact = true }).TapAsync();
        await list.ListsAsync(Playground.OneOfMany);
        await list.FitsAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as your view" }).TapAsync();
        await Assertions.Expect(page.GetByText("leads here, in every environment")).ToBeVisibleAsync();

        await list.OpenAsync(Playground.Crowd.Production);
        await page.GetByRole(AriaRole.Button, new() { Name = "Filters" }).TapAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Your view" }).TapAsync();
        await list.ListsAsync(Playground.OneOfMany);
        page.Url.ShouldEndWith("/experiments?flag=flag_250");
    }

    [Fact]
    public async Task AFingerThatScrolls_LeavesTheRolloutAsItIs()
    {
        var page = await SignedInOnAPhoneAsync(Role.Support);
        var list = await new ExperimentsScreen(page).OpenAsync(App.NextPlayground().Production);
        await list.FitsAsync();
        var experiment = await list.OpenExperimentAsync(Playground.Running);
        await experiment.OpenRolloutAsync();
        var rollout = new RolloutEditor(page) { ByFinger = true };

        await rollout.Slider.ScrollIntoViewIfNeededAsync();
        var slider = (await rollout.Slider.BoundingBoxAsync())!;
        var before = await ScrolledAsync(page);
        var (x, y) = (slider.X + (slider.Width * 0.8f), slider.Y + (slider.Height / 2));
        await new Finger(page).DragAsync((x, y), (x, y - 300));
        await page.WaitForFunctionAsync("least => scrollY > least", before + 100);
        await RestsAsync(page);
        await rollout.EntersAsync("20");

        await rollout.DragToTheMiddleAsync();
        await rollout.EntersAsync("50");
        await experiment.ForecastsAsync("30 % of everyone newly enter"); // It moves the button.
        await experiment.Save.TapAsync();
        await experiment.TellsAsync("Saved");
        await experiment.RolloutSaysAsync("50 % of identities enter.");
    }

    // A drag that the browser takes for scrolling moves the page under the finger.
    private static async Task StaysInPlaceAsync(IPage page, ILocator handle, Func<Task> dragAsync)
    {
        await handle.ScrollIntoViewIfNeededAsync();
        var before = await ScrolledAsync(page);
        await dragAsync();
        (await ScrolledAsync(page)).ShouldBe(before);
    }

    // A page that is thrown goes on for a while.
    private static Task RestsAsync(IPage page) => page.EvaluateAsync(
        "async () => { for (let last = -1; last !== scrollY;) { last = scrollY; await new Promise((done) => setTimeout(done, 200)); } }");

    private static Task<int> ScrolledAsync(IPage page) => page.EvaluateAsync<int>("() => Math.round(scrollY)");
}
