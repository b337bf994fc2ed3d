using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys;

public sealed class EditingARollout(RunningApp app) : Journey(app)
{
    [Fact]
    public async Task Support_LowersAndPausesARunningRollout_ButStartsNothing()
    {
        var experiment = await OpenAsync(Role.Support, App.NextPlayground());
        await experiment.OffersAsync(AriaRole.Link, ExperimentScreen.EditRollout);
        foreach (var action in (string[])["Start…", "End…", $"More actions for {Playground.Running}"])
        {
            await experiment.DoesNotOfferAsync(AriaRole.Button, action);
        }

        await experiment.DoesNotOfferAsync(AriaRole.Link, "Edit details");
        await experiment.OpenRolloutAsync();
        await experiment.Rollout.EnterAsync("10");
        await experiment.ForecastsAsync("50 % of those enrolled today leave");
        await experiment.ReasonAsync("Too many complaints.");
        await experiment.Save.ClickAsync();

        await experiment.TellsAsync("Saved");
        await experiment.RolloutSaysAsync("10 % of identities enter.");
        await experiment.RemembersAsync("Too many complaints.", "started", "created");
        await experiment.Page.ReloadAsync();
        await experiment.RolloutSaysAsync("10 % of identities enter.");

        await experiment.PauseAsync();
        await experiment.DoesNotOfferAsync(AriaRole.Button, "Resume…");
    }

    [Fact]
    public async Task ByKeyboardAlone()
    {
        var experiment = await OpenAsync(Role.Support, App.NextPlayground());
        var keys = experiment.Page.Keyboard;

        await TabToAsync(experiment.Page.GetByRole(AriaRole.Link, new() { Name = ExperimentScreen.EditRollout }));
        await keys.PressAsync("Enter");
        await Expect(experiment.Rollout.Slider).ToBeFocusedAsync();
        await experiment.Rollout.IsReadyAsync();
        await keys.PressAsync("PageDown");
        await experiment.Rollout.EntersAsync("15");
        await TabToAsync(experiment.Rollout.Divider("control", "big"));
        await keys.PressAsync("Shift+ArrowLeft");
        await experiment.Rollout.IsSplitAsync(("control", "45"), ("big", "55"), ("bigger", "0"));
        await TabToAsync(experiment.Save);
        await keys.PressAsync("Enter");
        await experiment.AsksAboutSwitchesAsync("7.5 % of those with control get big instead: 3.75 % of those enrolled today.");
        await TabToAsync(experiment.SaveAllTheSame);
        await keys.PressAsync("Enter");

        await experiment.RolloutSaysAsync("15 % of identities enter.");
        await Expect(experiment.Page.GetByRole(AriaRole.Link, new() { Name = ExperimentScreen.EditRollout })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task WhatAHeldKeySets_IsKeptForAReload_OnceTheKeyIsLetGo()
    {
        var experiment = await OpenAsync(Role.Support, App.NextPlayground());
        await experiment.OpenRolloutAsync();
        await experiment.Rollout.IsReadyAsync();

        for (var times = 0; times < 5; times++)
        {
            await experiment.Page.Keyboard.DownAsync("ArrowRight");
        }

        await experiment.Rollout.EntersAsync("25");
        (await KeptAsync()).ShouldNotContain("\"percentage\":2500,");
        await experiment.Page.Keyboard.UpAsync("ArrowRight");
        await experiment.Page.WaitForFunctionAsync("() => Object.values(sessionStorage).some((kept) => kept.includes('\"percentage\":2500,'))");

        Task<string> KeptAsync() => experiment.Page.EvaluateAsync<string>("() => Object.values(sessionStorage).join()");
    }

    [Fact]
    public async Task TwoAtOnce_TheSecondIsToldWhoChangedWhat_AndLosesNothing()
    {
        var playground = App.NextPlayground();
        var first = await OpenAsync(Role.Support, playground);
        var second = await OpenAsync(Role.ProductManager, playground);
        var onlooker = await OpenAsync(Role.Viewer, playground);
        await first.OpenRolloutAsync();
        await second.OpenRolloutAsync();
        await second.Rollout.EnterAsync("50");
        await second.Rollout.ShareAsync("big", "60");

        await first.Rollout.EnterAsync("5");
        await first.SaveAsync("5");
        await first.TellsAsync("Saved");

        // An open page follows, and says quietly why.
        await onlooker.TellsAsync("Sam Support changed the rollout to 5 % just now.");
        await onlooker.RolloutSaysAsync("5 % of identities enter.");

        await second.TellsAsync("Sam Support changed the rollout to 5 % just now.");
        await second.HintsAtAChangeAsync("It is now at 5 %");
        await second.Save.ClickAsync();
        await second.SaveAllTheSame.ClickAsync();
        await second.RefusesToSaveAsync("Sam Support changed this");
        await second.Rollout.EntersAsync("50");
        await second.Rollout.IsSplitAsync(("control", "40"), ("big", "60"), ("bigger", "0"));

        await second.KeepMineAsync();
        await second.Save.ClickAsync();
        await second.SaveAllTheSame.ClickAsync();
        await second.TellsAsync("Saved");
        await second.RolloutSaysAsync("50 % of identities enter.");
        await onlooker.TellsAsync("Pat Product changed the rollout to 50 % just now.");
    }

    [Fact]
    public async Task WithMistakes_NamesTheFieldAndKeepsTheInput()
    {
        var experiment = await OpenAsync(Role.Support, App.NextPlayground());
        await experiment.OpenRolloutAsync();

        foreach (var (typed, because) in ((string, string)[])[("101", "from 0 to 100"), ("1.234", "two decimals"), ("half", "is not a number")])
        {
            await experiment.Rollout.EnterAsync(typed);
            await experiment.Rollout.RefusesPercentageAsync(typed, because);
            await experiment.Save.ClickAsync();
            await experiment.RefusesToSaveAsync("Correct it or move its slider.");
            await experiment.Rollout.RefusesPercentageAsync(typed, because);
        }

        await experiment.Rollout.EnterAsync("20,5");
        await experiment.SaveAsync("20.5");
        await experiment.RolloutSaysAsync("20.5 % of identities enter.");
    }

    [Fact]
    public async Task AViewer_ReadsAndChangesNothing()
    {
        var playground = App.NextPlayground();
        var experiment = await OpenAsync(Role.Viewer, playground);
        await experiment.RolloutSaysAsync("20 % of identities enter.");
        await experiment.DoesNotOfferAsync(AriaRole.Link, ExperimentScreen.EditRollout);
        await experiment.DoesNotOfferAsync(AriaRole.Link, "Edit details");
        await experiment.DoesNotOfferAsync(AriaRole.Button, "Pause…");

        // Nor by an address that somebody sent.
        await experiment.Page.GotoAsync($"{experiment.Page.Url}?edit=rollout");
        await experiment.RolloutSaysAsync("20 % of identities enter.");
        await Expect(experiment.Rollout.Slider).ToHaveCountAsync(0);
        var list = await new ExperimentsScreen(experiment.Page).OpenAsync(playground.Production);
        await list.OffersInMenuAsync(Playground.Running, "Open");
        await list.DoesNotOfferAsync(AriaRole.Link, "New experiment");
        await list.Page.GotoAsync($"{playground.Production}/experiments/new");
        await list.SaysAsync("Creating experiments needs the role product manager or higher; yours is viewer.");
        await Expect(list.Page.GetByRole(AriaRole.Textbox)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task AViewer_LooksAtWhoGetsWhat_OfAHundredThousandIdentities()
    {
        var experiment = await OpenAsync(Role.Viewer, App.NextPlayground());
        await experiment.OpenWhoGetsWhatAsync();

        await experiment.UploadAsync(["user_1", "user_2"]);
        await experiment.CountsAsync("Of your 2 identifiers");
        await experiment.PasteAsync(Enumerable.Range(1, 100_000).Select(number => $"user_{number}"));
        await experiment.CountsAsync("Of your 100,000 identifiers");
        var lines = await experiment.DownloadWhoGetsWhatAsync();

        lines.Length.ShouldBe(100_001);
        lines[0].ShouldBe("identifier,inside,arm");
        lines.Count(line => line.EndsWith(",yes,big", StringComparison.Ordinal)).ShouldBeInRange(9_500, 10_500);
    }

    [Fact]
    public async Task Support_IsRefusedTheWizard()
    {
        var page = await SignedInAsync(Role.Support);
        await page.GotoAsync($"{App.NextPlayground().Production}/experiments/new");

        await new WizardScreen(page).SaysAsync("Creating experiments needs the role product manager or higher; yours is support.");
    }

    private async Task<ExperimentScreen> OpenAsync(Role role, Playground playground)
        => await (await new ExperimentsScreen(await SignedInAsync(role)).OpenAsync(playground.Production)).OpenExperimentAsync(Playground.Running);
}
