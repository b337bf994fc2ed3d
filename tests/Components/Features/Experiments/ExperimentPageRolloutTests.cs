using Bunit;
using ExperimentAdmin.App.Features.Experiments.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Components.Features.Experiments;

/// <summary>Editing the rollout on the page of an experiment, with the forecast beside.</summary>
public sealed class ExperimentPageRolloutTests : ExperimentPageTestContext
{
    [Fact]
    public async Task Support_EditsTheRollout_WithTheForecastBeside()
    {
        var id = await RunningAsync();
        var page = await EditAsync(id, Role.Support);

        await page.InvokeAsync(() => page.Find("#field-percentage").ChangeAsync(new() { Value = "50" }));

        Forecast(page).ShouldBe(
        [
            "As soon as this is saved:",
            "100 % of those enrolled today keep their arm: nobody switches.",
            "30 % of everyone newly enter: 15 % get control and 15 % get big.",
        ]);
        await page.InvokeAsync(() => page.Find("#field-reason").InputAsync(new() { Value = "Looks good." }));
        await Button(page, "Save: 20 % to 50 %").ClickAsync();
        (await World.ViewAsync(id)).Item.Rollout.State!.Percentage.Value.ShouldBe(5_000);
        Here.ShouldBe($"shop/production/experiments/{id}");
        page.Find(".page-header [role=status]").TextContent.ShouldBe("Saved: the rollout is at 50 %: big 50 %, control 50 %.");
    }

    [Fact]
    public async Task WhileSomebodyDrags_TheDatabaseIsNotAsked()
    {
        var id = await RunningAsync();
        var page = await EditAsync(id, Role.Support);
        await Database.DisposeAsync(); // Whoever asked it now would fail.

        var slider = page.FindComponent<App.Ui.Percent.PercentSlider>();
        foreach (var value in Enumerable.Range(0, 100))
        {
            await page.InvokeAsync(() => slider.Instance.ReceiveDragAsync("share", value * 100, 1));
        }

        page.Find("#field-percentage").GetAttribute("value").ShouldBe("99");
    }

    [Fact]
    public async Task ASaveFromAnOlderState_IsRefused_KeepsTheInput_AndCanThenBeMeant()
    {
        var id = await RunningAsync();
        var page = await EditAsync(id, Role.Support);
        await page.InvokeAsync(() => page.Find("#field-percentage").ChangeAsync(new() { Value = "50" }));

        await ElsewhereAsync(page, id, 1_000);
        page.WaitForElement("[data-testid=changed-meanwhile]").TextContent.ShouldContain("It is now at 10 %");
        page.WaitForAssertion(() => page.Find("[data-testid=changed-meanwhile]").TextContent.ShouldContain("ProductManager changed it meanwhile"));
        await SaveButton(page).ClickAsync();

        page.Find(".summary").TextContent.ShouldContain("ProductManager changed this (rollout 20 % to 10 %)");
        page.Find("#field-percentage").GetAttribute("value").ShouldBe("50");
        (await World.ViewAsync(id)).Item.Rollout.State!.Percentage.Value.ShouldBe(1_000);
        await SaveButton(page).ClickAsync();
        (await World.ViewAsync(id)).Item.Rollout.State!.Percentage.Value.ShouldBe(5_000);
    }

    [Fact]
    public async Task AChangeInAnotherProcess_RefusesTheSaveOnce_AndIsThenShown()
    {
        var id = await RunningAsync();
        var page = await EditAsync(id, Role.Support);
        await page.InvokeAsync(() => page.Find("#field-percentage").ChangeAsync(new() { Value = "50" }));
        (await World.ApplyAsync(id, new RolloutChange { Percentage = new BasisPoints(1_000) })).Error.ShouldBeNull();

        await SaveButton(page).ClickAsync();

        page.WaitForElement("[data-testid=changed-meanwhile]").TextContent.ShouldContain("It is now at 10 %");
        page.Find("#field-percentage").GetAttribute("value").ShouldBe("50");
        await SaveButton(page).ClickAsync();
        (await World.ViewAsync(id)).Item.Rollout.State!.Percentage.Value.ShouldBe(5_000);
    }

    [Fact]
    public async Task ShowTheirs_TakesTheNewState()
    {
        var id = await RunningAsync();
        var page = await EditAsync(id, Role.Support);
        await page.InvokeAsync(() => page.Find("#field-percentage").ChangeAsync(new() { Value = "50" }));
        await ElsewhereAsync(page, id, 1_000);
        page.WaitForElement("[data-testid=changed-meanwhile]");

        await Button(page, "Show theirs").ClickAsync();

        page.Find("#field-percentage").GetAttribute("value").ShouldBe("10");
        page.FindAll("[data-testid=changed-meanwhile]").ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatWasSetBeforeARestart_ComesBack_AlsoWhenSomebodyElseSavedMeanwhile()
    {
        var module = JSInterop.SetupModule("./js/ui.js");
        module.Mode = JSRuntimeMode.Loose;
        var recalling = module.Setup<string?>("recallText", _ => true).SetResult(null);
        var id = await RunningAsync();
        var kept = await KeptAsync(await EditAsync(id, Role.Support), "50", "Looks good.");
        await DisposeComponentsAsync();
        (await World.ApplyAsync(id, new RolloutChange { Percentage = new BasisPoints(1_000) })).Error.ShouldBeNull();
        recalling.SetResult(kept);

        var page = await EditAsync(id, Role.Support);

        page.WaitForElement("[data-testid=changed-meanwhile]").TextContent.ShouldContain("It is now at 10 %");
        page.Find("#field-percentage").GetAttribute("value").ShouldBe("50");
        page.Find("#field-reason").GetAttribute("value").ShouldBe("Looks good.");
        await SaveButton(page).ClickAsync();
        page.Find(".summary").TextContent.ShouldContain("ProductManager changed this (rollout 20 % to 10 %)");
        await SaveButton(page).ClickAsync();
        (await World.ViewAsync(id)).Item.Rollout.State!.Percentage.Value.ShouldBe(5_000);
    }

    [Fact]
    public async Task WhatIsDragged_IsKeptOnceItIsLetGo()
    {
        var page = await EditAsync(await RunningAsync(), Role.Support);
        var slider = page.FindComponent<App.Ui.Percent.PercentSlider>().Instance;

        await page.InvokeAsync(() => slider.HoldAsync(held: true));
        foreach (var value in Enumerable.Range(21, 30))
        {
            await page.InvokeAsync(() => slider.ReceiveDragAsync("share", value * 100, 1));
        }

        JSInterop.Invocations.Where(call => call.Identifier == "keepText").ShouldBeEmpty();
        await page.InvokeAsync(() => slider.HoldAsync(held: false));
        JSInterop.Invocations["keepText"].Count.ShouldBe(1);
        LastKept().ShouldContain("\"percentage\":5000,");
        await page.InvokeAsync(() => slider.ReceiveDragAsync("share", 5_100, 1)); // The last message may come after the pointer went up.
        LastKept().ShouldContain("\"percentage\":5100,");
    }

    [Fact]
    public async Task WhatIsStillHeld_IsNotKept_OnceTheFieldsAreGone()
    {
        var page = await EditAsync(await RunningAsync(), Role.Support);
        var slider = page.FindComponent<App.Ui.Percent.PercentSlider>().Instance;
        await page.InvokeAsync(() => slider.HoldAsync(held: true));
        await page.InvokeAsync(() => slider.ReceiveDragAsync("share", 5_000, 1));

        await Button(page, "Cancel").ClickAsync();
        await page.InvokeAsync(() => slider.HoldAsync(held: false));

        JSInterop.Invocations["forgetText"].Count.ShouldBe(1);
        JSInterop.Invocations.Where(call => call.Identifier == "keepText").ShouldBeEmpty();
    }

    [Fact]
    public async Task KeepMine_IsKeptToo()
    {
        var id = await RunningAsync();
        var page = await EditAsync(id, Role.Support);
        await page.InvokeAsync(() => page.Find("#field-percentage").ChangeAsync(new() { Value = "50" }));
        await ElsewhereAsync(page, id, 1_000);
        page.WaitForElement("[data-testid=changed-meanwhile]");

        await Button(page, "Keep mine").ClickAsync();

        var revision = (await World.ViewAsync(id)).Item.Revision;
        LastKept().ShouldContain($"\"revision\":{revision},");
        LastKept().ShouldContain("\"percentage\":5000,");
    }

    [Fact]
    public async Task ShowTheirs_KeepsTheNewState()
    {
        var id = await RunningAsync();
        var page = await EditAsync(id, Role.Support);
        await page.InvokeAsync(() => page.Find("#field-percentage").ChangeAsync(new() { Value = "50" }));
        await ElsewhereAsync(page, id, 1_000);
        page.WaitForElement("[data-testid=changed-meanwhile]");

        await Button(page, "Show theirs").ClickAsync();

        LastKept().ShouldContain("\"percentage\":1000,");
    }

    [Fact]
    public async Task ControlsValue_IsEnteredInTheWayThatSuitsIt()
    {
        var id = await RunningAsync();
        (await World.ApplyAsync(id, new RolloutChange { ControlValue = "{\n  \"size\": 1\n}" })).Error.ShouldBeNull();

        var page = await EditAsync(id, Role.Support);

        page.Find("textarea#field-controlValue").GetAttribute("value").ShouldBe("{\n  \"size\": 1\n}");
    }

    [Fact]
    public async Task AFirstRolloutOfARunningExperiment_IsServedAtOnce()
    {
        var id = await World.CreateExperimentAsync(start: true);
        var page = await EditAsync(id, Role.ProductManager);

        await Button(page, "Save").ClickAsync();

        var state = (await World.ViewAsync(id)).Item.Rollout.State.ShouldNotBeNull();
        (state.Enabled, state.Percentage.Value).ShouldBe((true, 1_000));
    }

    [Fact]
    public async Task AnotherControlValue_IsPartOfTheForecast()
    {
        var page = await EditAsync(await RunningAsync(), Role.Support);
        page.FindAll("[data-testid=new-control]").ShouldBeEmpty();

        await page.InvokeAsync(() => page.Find("#field-controlValue").InputAsync(new() { Value = "modern" }));

        page.Find("[data-testid=new-control]").TextContent.ShouldBe("Who is in and has control gets modern from now, no longer classic.");
    }

    [Fact]
    public async Task LoweringTheRollout_SaysWhoLeaves_AndAsksNothing()
    {
        var id = await RunningAsync();
        var page = await EditAsync(id, Role.Support);

        await page.InvokeAsync(() => page.Find("#field-percentage").ChangeAsync(new() { Value = "5" }));

        Forecast(page).Skip(1).ShouldBe(
        [
            "25 % of those enrolled today keep their arm: nobody switches.",
            "75 % of those enrolled today leave and get the environment default.",
            "Nobody newly enters.",
        ]);
        await SaveButton(page).ClickAsync();
        (await World.ViewAsync(id)).Item.Rollout.State!.Percentage.Value.ShouldBe(500);
    }

    [Fact]
    public async Task WhenAnybodySwitches_SavingAsksFirst_AndSaysWhoGetsWhatInstead()
    {
        var id = await RunningAsync();
        var page = await EditAsync(id, Role.Support);
        await ShareOfControlAsync(page, "60");
        Forecast(page).ShouldContain("10 % of those enrolled today switch arms: 10 % from big to control.");

        await SaveButton(page).ClickAsync();
        var dialog = Dialogs.WaitForElement("[role=dialog]");
        dialog.QuerySelector("h2")!.TextContent.ShouldBe("Save, and 10 % of those enrolled switch arms?");
        dialog.QuerySelector("[data-testid=switches]")!.TextContent.Trim()
            .ShouldBe("20 % of those with big get control instead: 10 % of those enrolled today.");
        dialog.QuerySelectorAll("[data-testid=split-ways] button").Select(button => button.TextContent).ShouldBe(["Keep the split, set the rollout to 16 %"]);
        await page.InvokeAsync(() => Dialogs.FindAll("[role=dialog] .mud-dialog-actions button")[0].ClickAsync());
        Dialogs.FindAll("[role=dialog]").ShouldBeEmpty();
        (await World.ViewAsync(id)).Item.Rollout.State!.ControlShare.Value.ShouldBe(5_000);

        await SaveButton(page).ClickAsync();
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());
        (await World.ViewAsync(id)).Item.Rollout.State!.ControlShare.Value.ShouldBe(6_000);
        Dialogs.FindAll("[role=dialog]").ShouldBeEmpty();
    }

    [Fact]
    public async Task AHundredthOfAPercentOfOnePercent_IsNotRoundedAway()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(100, enabled: false, 5_000), start: true);
        var page = await EditAsync(id, Role.Support);

        await ShareOfControlAsync(page, "49.99");

        Forecast(page).ShouldContain("0.01 % of those enrolled today switch arms: 0.01 % from control to big.");
        page.Find("[data-testid=flows]").GetAttribute("aria-label")!.ShouldContain("control to big less than 0.01 %");
    }

    [Fact]
    public async Task APausedExperiment_IsComparedWithWhatPeopleHadLast()
    {
        var id = await RunningAsync();
        await World.PauseAsync(id);
        await World.ApplyAsync(id, World.Rollout(2_000, enabled: true, 10_000));

        Forecast(await EditAsync(id, Role.Support)).ShouldBe(
        [
            "Nothing changes for anybody now: the experiment is paused. When it is resumed, compared with when it was paused:",
            "50 % of those enrolled before the pause keep their arm.",
            "50 % of those enrolled before the pause switch arms: 50 % from control to big.",
            "Nobody newly enters.",
        ]);
    }

    [Fact]
    public async Task AnExperimentThatWasNotStarted_SaysWhoEntersWhenItIs()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));

        Forecast(await EditAsync(id, Role.Support)).ShouldBe(
        [
            "Nothing changes for anybody now: the experiment was not started. When it starts:",
            "Nobody was enrolled, so nobody switches or leaves.",
            "20 % of everyone newly enter: 10 % get control and 10 % get big.",
        ]);
    }

    [Fact]
    public async Task ARolloutThatIsSwitchedOff_SaysSoInTheForecast()
    {
        var id = await RunningAsync();
        await World.ApplyAsync(id, new RolloutChange { Enabled = false });

        Forecast(await EditAsync(id, Role.Support))[0].ShouldBe(
            "Nothing changes for anybody now: the rollout is switched off. When it is switched on, compared with when people had it last:");
    }

    [Fact]
    public async Task TheExactFigures_AreATable()
    {
        var page = await EditAsync(await RunningAsync(), Role.Support);

        await page.InvokeAsync(() => page.Find("#field-percentage").ChangeAsync(new() { Value = "50" }));

        page.FindAll("aside tbody tr").Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent))).ShouldBe(
        [
            "control | control | 10.002 %", "big | big | 10.002 %", "outside | control | 15.003 %", "outside | big | 15.003 %",
            "outside | outside | 49.99 %",
        ]);
    }

    [Fact]
    public async Task AFirstRolloutOfAnExperimentThatIsThere_SaysWhenTheDefaultChanges()
    {
        await World.AllocateDefaultAsync(6_000);
        var page = await EditAsync(await World.CreateExperimentAsync(), Role.ProductManager);

        page.Find("[data-testid=default-changes]").TextContent.ShouldContain("As soon as this is saved, everybody gets classic.");
    }

    private static List<string> Forecast(IRenderedComponent<ExperimentPage> page)
        => [.. page.FindAll("[data-testid=forecast] p, [data-testid=forecast] li").Select(line => line.TextContent.Trim())];

    private static Task ShareOfControlAsync(IRenderedComponent<ExperimentPage> page, string percentage)
        => page.InvokeAsync(() => page.Find("[aria-label='Share of control, in percent']").ChangeAsync(new() { Value = percentage }));

    // Sets a percentage and a reason, and answers with what the browser was given to keep.
    private async Task<string> KeptAsync(IRenderedComponent<ExperimentPage> page, string percentage, string reason)
    {
        await page.InvokeAsync(() => page.Find("#field-percentage").ChangeAsync(new() { Value = percentage }));
        await page.InvokeAsync(() => page.Find("#field-reason").InputAsync(new() { Value = reason }));
        return LastKept();
    }

    private string LastKept() => (string)JSInterop.Invocations.Last(call => call.Identifier == "keepText").Arguments[1]!;
}
