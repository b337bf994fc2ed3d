using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;

namespace ExperimentAdmin.E2E.Journeys;

/// <summary>Product managers decide, look their decisions up, and change their minds as long as nobody built upon them.</summary>
public sealed class TakingAnEndBack(RunningApp app) : Journey(app)
{
    private const string Button = "Bigger checkout button";
    private const string Shipping = "Lower free-shipping threshold";

    [Fact]
    public async Task WhatIsLeftOpen_IsAskedFor_AndWhatWasLearned_IsFoundAgain()
    {
        await using var server = await AppServer.WithDemoAsync();
        await server.StartAsync(Cancellation);
        var page = await SignedInAsync(Role.ProductManager, server);
        await page.GotoAsync("/shop/production/experiments/2");
        var dialog = await new EndingDialog(page).OpenAsync(Button);

        await dialog.TryAsync();
        await dialog.AsksForAsync("Choose what everybody gets from now");
        await dialog.AsksForAsync("Choose what was learned");
        await dialog.LeadsToAsync("What everybody gets from now");
        await dialog.ChooseAsync("Ship big");
        await dialog.ForecastsAsync("Everybody sees big.");
        await dialog.ForecastsAsync("90 % of identities get something else than now.");
        await dialog.ChooseAsync("Won");
        await dialog.Note.FillAsync("Sign-ups rose by 6 %.");
        await dialog.EndAsync("Sign-ups rose by 6 %.");

        var finished = await new FinishedScreen(page).OpenAsync("/shop/production");
        await finished.ListsAsync(Button, Shipping);
        await finished.SaysOfAsync(Button, "big shipped to everybody");
        await finished.SearchAsync("sign-ups rose");
        await finished.ListsAsync(Button);
        await page.CloseAsync();
        server.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhoeverChangesTheFlag_WhileSomebodyIsAskedAboutTheUndo_IsNamedInTheRefusal()
    {
        await using var server = await AppServer.WithDemoAsync();
        await server.StartAsync(Cancellation);
        var page = await SignedInAsync(Role.ProductManager, server);
        await page.GotoAsync("/shop/production/experiments/2");
        var ending = await new EndingDialog(page).OpenAsync(Button);
        await ending.ChooseAsync("Ship control");
        await ending.ChooseAsync("Lost");
        await ending.EndAsync("Control was shipped to everybody.");
        await ending.OpenUndoAsync();

        var other = await SignedInAsync(Role.Administrator, server);
        var flag = await new FlagScreen(other).OpenAsync("/shop/production", "checkout_button");
        await flag.ControlValue.FillAsync("plain");
        await flag.Save.ClickAsync();
        var because = $"{People.Name(Role.Administrator)} changed checkout_button since";
        await ending.CannotBeUndoneAsync(because); // Behind the question, which is open still.
        await ending.ConfirmUndoAsync();

        await ending.RefusesToUndoAsync(because);
        await page.CloseAsync();
        await other.CloseAsync();
        server.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task StopAll_LeavesAlone_WhatWasPausedByHand()
    {
        await using var server = await AppServer.WithDemoAsync();
        await server.StartAsync(Cancellation);
        var page = await SignedInAsync(Role.ProductManager, server);
        await page.GotoAsync("/shop/production/experiments/1");
        var byHand = await new ExperimentScreen(page).IsShownAsync(Shipping);
        await new EndingDialog(page).UndoAsync();
        await byHand.PauseAsync();

        var (list, door) = (await new ExperimentsScreen(page).OpenAsync("/shop/production"), new EmergencyDoor(page));
        await door.StopAsync(Button, "The checkout is down.", People.Name(Role.ProductManager));
        var stopped = await list.OpenExperimentAsync(Button);
        await stopped.IsAsync("Paused");
        await stopped.RemembersAsync("The checkout is down.");
        await list.OpenAsync("/shop/production");
        await door.ResumeAsync(Button);

        await (await list.OpenExperimentAsync(Button)).IsAsync("Running");
        await list.OpenAsync("/shop/production");
        await (await list.OpenExperimentAsync(Shipping)).IsAsync("Paused");
        await page.CloseAsync();
        server.Failures.ShouldBeEmpty();
    }
}
