using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys;

/// <summary>What stands in the fields is what a press on the button saves, however fast it comes, and wherever the button is by then.</summary>
public sealed class TypingAndSavingAtOnce(RunningApp app) : Journey(app)
{
    private static readonly string s_long = string.Join(' ', Enumerable.Repeat("owls", 40));

    [Fact]
    public async Task OfARollout()
    {
        var experiment = await OpenEditAsync();

        await experiment.Rollout.TypeAsync("35");
        await experiment.Save.ClickAsync();

        await experiment.RolloutSaysAsync("35 % of identities enter.");
    }

    [Fact]
    public async Task OfARollout_ByKeyboardAlone()
    {
        var experiment = await OpenEditAsync();

        await experiment.Rollout.TypeAsync("35");
        await TabToAsync(experiment.Save);
        await experiment.Page.Keyboard.PressAsync("Enter");

        await experiment.RolloutSaysAsync("35 % of identities enter.");
    }

    [Fact]
    public async Task OfASplit()
    {
        var experiment = await OpenEditAsync();

        await experiment.Rollout.TypeShareAsync("big", "30");
        await experiment.Save.ClickAsync();
        await experiment.SaveAllTheSame.ClickAsync();

        await experiment.RemembersAsync("split big 50 % to 30 %");
    }

    [Fact]
    public async Task InTheWizard()
    {
        var wizard = await new WizardScreen(await SignedInAsync(Role.ProductManager)).OpenAsync(App.NextPlayground().Development);
        await wizard.ChooseFlagAsync("checkout_button");
        await wizard.DescribeAsync("At once", "We believe that whatever is typed counts.");
        await wizard.ContinueToAsync("rollout");

        await wizard.Rollout.TypeAsync("35");
        await wizard.Continue.ClickAsync();

        await wizard.IsOnAsync("review");
        await wizard.SaysAsync("35 % of identities enter.");
    }

    [Fact]
    public async Task OfAFlag()
    {
        var playground = App.NextPlayground();
        var flag = await new FlagScreen(await SignedInAsync(Role.Administrator)).OpenAsync(playground.Development, "checkout_button");

        await flag.Share("big").FillAsync("40");
        await flag.Save.ClickAsync();
        await flag.SaysAsync("Nothing is changed.");

        await flag.Page.ReloadAsync();
        await Expect(flag.Share("big")).ToHaveValueAsync("40");
    }

    [Fact]
    public async Task ANumberCountsWhileItIsTyped_AndLeavingItChangesNothing()
    {
        var experiment = await OpenEditAsync();

        await experiment.Rollout.TypeAsync("35,50");
        await experiment.OffersAsync(AriaRole.Button, "Save: 20 % to 35.5 %");
        await experiment.ForecastsAsync("15.5 % of everyone newly enter");
        await experiment.Rollout.ShowsAsync("35,50"); // Nobody writes into a box in which somebody types.
        await experiment.Page.Keyboard.PressAsync("Tab");

        await experiment.Rollout.EntersAsync("35.5");
        await experiment.OffersAsync(AriaRole.Button, "Save: 20 % to 35.5 %");
    }

    [Fact]
    public async Task TheButtonStaysWhereItIs_WhateverIsSaidBesideIt()
    {
        var experiment = await OpenEditAsync();
        var before = await PlaceAsync(experiment.Save);

        await experiment.Rollout.TypeAsync("101");
        await experiment.Rollout.RefusesPercentageAsync("101", "outside 0 to 100");
        (await PlaceAsync(experiment.Save)).ShouldBe(before);
        await experiment.Save.ClickAsync();
        await experiment.RefusesToSaveAsync("is no percentage");
        (await PlaceAsync(experiment.Save)).ShouldBe(before);
        await experiment.Rollout.ShareAsync("big", "20");
        await experiment.SaysAsync("The split is uneven");
        (await PlaceAsync(experiment.Save)).ShouldBe(before);

        var wizard = await new WizardScreen(await SignedInAsync(Role.ProductManager)).OpenAsync(App.NextPlayground().Development);
        before = await PlaceAsync(wizard.Continue);
        await wizard.Continue.ClickAsync();
        await wizard.RefusesAsync();
        (await PlaceAsync(wizard.Continue)).ShouldBe(before);
    }

    [Fact]
    public async Task APressThatBeginsOnAButton_EndsOnIt_AlsoWhenItMovesMeanwhile()
    {
        var playground = App.NextPlayground();
        var flag = await new FlagScreen(await SignedInAsync(Role.Administrator)).OpenAsync(playground.Development, "checkout_button");
        await flag.Share("big").FillAsync("40");
        await flag.Save.ScrollIntoViewIfNeededAsync();
        var box = (await flag.Save.BoundingBoxAsync())!;

        await flag.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await flag.Page.Mouse.DownAsync();
        await flag.Page.EvaluateAsync("document.querySelector('[role=main] form').before(Object.assign(document.createElement('p'), { style: 'height: 120px' }))");
        await flag.Page.Mouse.UpAsync();
        await flag.SaysAsync("Nothing is changed.");

        await flag.Page.ReloadAsync();
        await Expect(flag.Share("big")).ToHaveValueAsync("40");
    }

    [Fact]
    public async Task WhatIsTypedRightAfterThePress_StaysWithTheFocus_AndIsSavedByTheNext()
    {
        var page = await SignedInAsync(Role.ProductManager);
        var segment = await new SegmentScreen(page).OpenNewAsync(App.NextPlayground().Development);
        await segment.Name.FillAsync("Owls");
        await segment.DemandAsync(1, "hour", "is at least", "22");
        await segment.Create.ClickAsync();
        await segment.IsShownAsync("Owls");

        await segment.Name.PressAsync("End");
        await page.Keyboard.TypeAsync(" at night");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync(" and day");
        await Expect(page.GetByText("Owls at night is saved.").First).ToBeVisibleAsync();
        await segment.IsShownAsync("Owls at night");
        await Expect(segment.Name).ToBeFocusedAsync();
        await Expect(segment.Name).ToHaveValueAsync("Owls at night and day");
        await page.Keyboard.PressAsync("Enter");
        await segment.IsShownAsync("Owls at night and day");
        await Expect(segment.Name).ToBeFocusedAsync();

        await page.ReloadAsync();
        await Expect(segment.Name).ToHaveValueAsync("Owls at night and day");
    }

    [Fact]
    public async Task WhatIsTypedFasterThanThePageFollows_IsNotOverwrittenByWhatWasTypedBefore()
    {
        var page = await SignedInAsync(Role.ProductManager);
        var environment = App.NextPlayground().Development;
        var segment = await new SegmentScreen(page).OpenNewAsync(environment);
        await TypeInOneGoAsync(segment.Name, s_long);
        await segment.DemandAsync(1, "hour", "is at least", "22");
        await segment.Create.ClickAsync();
        await segment.IsShownAsync(s_long);

        await TypeInOneGoAsync(segment.Description, s_long);
        await TypeInOneGoAsync(segment.Value(1), "22222");
        await segment.Save.ClickAsync();
        await Expect(page.GetByText($"{s_long} is saved.").First).ToBeVisibleAsync();
        (await OverwrittenAsync(page)).ShouldBeEmpty();
        await page.ReloadAsync();
        await Expect(segment.Description).ToHaveValueAsync(s_long);

        var wizard = await new WizardScreen(page).OpenAsync(environment);
        await wizard.ChooseFlagAsync("checkout_button");
        await TypeInOneGoAsync(wizard.Name, s_long);
        await TypeInOneGoAsync(wizard.Hypothesis, s_long);
        await wizard.ContinueToAsync("rollout");
        (await OverwrittenAsync(page)).ShouldBeEmpty();
        await wizard.GoBackToAsync("setup");
        await Expect(wizard.Name).ToHaveValueAsync(s_long);
        await Expect(wizard.Hypothesis).ToHaveValueAsync(s_long);
    }

    [Fact]
    public async Task SavingWhatIsAsItWas_SaysSo()
    {
        var experiment = await OpenEditAsync();
        await experiment.Save.ClickAsync();
        await experiment.TellsAsync("Nothing changed");

        var playground = App.NextPlayground();
        var page = await SignedInAsync(Role.Administrator);
        var flag = await new FlagScreen(page).OpenAsync(playground.Development, "checkout_button");
        await flag.Save.ClickAsync();
        await flag.SaysAsync("Nothing changed");
        foreach (var address in (string[])["flags/checkout_button?tab=settings", "settings", "settings/project"])
        {
            await page.GotoAsync($"{playground.Development}/{address}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save settings" }).ClickAsync();
            await Expect(page.GetByText("Nothing changed").Last).ToBeVisibleAsync();
        }
    }

    private static async Task<(float X, float Y)> PlaceAsync(ILocator element)
    {
        var box = (await element.BoundingBoxAsync())!;
        return (box.X, box.Y);
    }

    private async Task<ExperimentScreen> OpenEditAsync()
    {
        var list = await new ExperimentsScreen(await SignedInAsync(Role.Support)).OpenAsync(App.NextPlayground().Production);
        var experiment = await list.OpenExperimentAsync(Playground.Running);
        await experiment.OpenRolloutAsync();
        await experiment.Rollout.IsReadyAsync();
        return experiment;
    }

    /// <summary>Types letter after letter, with hardly a pause in which the browser could show what came of them.</summary>
    private static Task TypeInOneGoAsync(ILocator field, string text) => field.EvaluateAsync(
        """
        async (field, text) => {
          const { get, set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value");
          window.overwritten ??= [];
          Object.defineProperty(field, "value", { configurable: true, get, set(value) { overwritten.push(value); set.call(this, value); } });
          field.focus();
          field.setSelectionRange(field.value.length, field.value.length);
          for (const letter of text) {
            document.execCommand("insertText", false, letter);
            await new Promise((resolve) => setTimeout(resolve));
          }
        }
        """,
        text);

    private static Task<string[]> OverwrittenAsync(IPage page) => page.EvaluateAsync<string[]>("overwritten");
}
