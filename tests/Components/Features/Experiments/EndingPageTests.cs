using AngleSharp.Dom;
using Bunit;
using ExperimentAdmin.App.Features.Experiments.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.UseCases;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Components.Features.Experiments;

/// <summary>Ends of experiments on their pages, what is said of them, and the way back.</summary>
public sealed class EndingPageTests : ExperimentPageTestContext
{
    private const string Menu = ".page-header [aria-haspopup=menu]";

    [Fact]
    public async Task NothingIsChosenBeforehand_AndWhatIsLeftOpen_IsAskedForAtItsField()
    {
        var page = await EndingAsync(await RunningAsync());
        Radios().Count.ShouldBe(9); // Three variants, control, restore; four conclusions.
        Radios().ShouldAllBe(radio => !radio.IsChecked());
        await page.InvokeAsync(() => Dialogs.Find("#end-note").InputAsync(new() { Value = "We learned a lot." }));

        await ConfirmAsync(page);

        Dialogs.Find("#field-ending-error").TextContent.ShouldContain("Choose what everybody gets from now");
        Dialogs.Find("#field-conclusion-error").TextContent.ShouldContain("Choose what was learned");
        Dialogs.Find("#end-note").GetAttribute("value").ShouldBe("We learned a lot.");
    }

    [Theory]
    [InlineData("Ship big", "Everybody sees big.", "90 % of identities get something else than now.")]
    [InlineData("Ship control", "Everybody sees classic.", "10 % of identities get something else than now.")]
    [InlineData("Restore what was before", "Everybody sees classic.", "10 % of identities get something else than now.")]
    public async Task ThePreview_SaysWhatTheFlagServesThen_AndHowManyChange(string choice, string serves, string change)
    {
        var page = await EndingAsync(await RunningAsync());

        await ChooseEndAsync(page, choice);

        var preview = Dialogs.Find("[data-testid=end-preview]");
        preview.TextContent.ShouldContain(serves);
        preview.TextContent.ShouldContain(change);
        preview.QuerySelector("svg").ShouldNotBeNull();
    }

    [Fact]
    public async Task AnEnd_ShowsTheDecision_AndIsUndone()
    {
        var id = await RunningAsync();
        var page = await EndingAsync(id);
        await ChooseEndAsync(page, "Ship big");
        await ChooseEndAsync(page, "Won");
        Dialogs.Find("[role=dialog] button[type=submit]").TextContent.Trim().ShouldBe("End: everybody gets big");

        await ConfirmAsync(page);

        page.WaitForAssertion(() => page.Find("[data-testid=outcome] .headline").TextContent.ShouldBe("big was shipped to everybody."));
        page.Find("[data-testid=outcome]").TextContent.ShouldContain("Won");
        page.FindAll("[data-testid=going]").ShouldBeEmpty();
        await page.InvokeAsync(() => Button(page, "Undo the end…").ClickAsync());
        Dialogs.WaitForElement("[role=dialog]").TextContent.ShouldContain("It is running again, in the same phase");
        await ConfirmAsync(page);

        page.WaitForAssertion(() => page.Find(".page-header .mud-chip").TextContent.Trim().ShouldBe("Running"));
        (await World.ViewAsync(id)).Default.Shares.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnOverride_CanBeTakenAwayWithTheEnd()
    {
        await World.AddSegmentOverrideAsync("Staff", state => state.Value = "staff");
        var id = await RunningAsync();
        var page = await EndingAsync(id);
        await ChooseEndAsync(page, "Ship control");
        await ChooseEndAsync(page, "Lost");
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] input[type=checkbox]").ChangeAsync(new() { Value = true }));
        Dialogs.Find("[data-testid=end-preview]").TextContent.ShouldContain("Whoever is in the segment Staff gets that too");

        await ConfirmAsync(page);

        page.WaitForAssertion(() => page.FindAll("[data-testid=outcome]").Count.ShouldBe(1));
        (await World.FlagAsync()).HandMade.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatSomebodyElseDidMeanwhile_IsSaid_AndWhatWasChosenStays()
    {
        var id = await RunningAsync();
        var page = await EndingAsync(id);
        await ChooseEndAsync(page, "Ship big");
        await ChooseEndAsync(page, "Won");
        await page.InvokeAsync(() => Dialogs.Find("#end-note").InputAsync(new() { Value = "We learned a lot." }));
        (await World.ApplyAsync(id, new() { Percentage = new BasisPoints(5_000) })).Error.ShouldBeNull();

        await ConfirmAsync(page);

        Dialogs.WaitForElement("[role=dialog] [role=alert]").TextContent.ShouldContain("changed this (rollout 20 % to 50 %)");
        Radios().Count(radio => radio.IsChecked()).ShouldBe(2);
        Dialogs.Find("#end-note").GetAttribute("value").ShouldBe("We learned a lot.");
        Dialogs.Find("[data-testid=end-preview]").TextContent.ShouldContain("75 % of identities");
        await ConfirmAsync(page);
        page.WaitForAssertion(() => page.FindAll("[data-testid=outcome]").Count.ShouldBe(1));
    }

    [Fact]
    public async Task OnceSomebodyChangedTheFlag_ThePageSaysWhoAndWhat_InPlaceOfTheWayBack()
    {
        var id = await EndedAsync();
        (await World.Get<ChangeDefault>().RunAsync(
            new(World.Manager, World.EnvironmentId, World.FeatureId, new StateChange { Enabled = false }), Cancellation)).Error.ShouldBeNull();

        var page = await PageAsync(id);

        page.Find("[data-testid=undo-refusal]").TextContent.ShouldStartWith("ProductManager changed checkout_button since");
        page.FindAll("button").ShouldNotContain(button => button.TextContent.Contains("Undo the end", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheConclusion_CanBeCorrected()
    {
        var page = await PageAsync(await EndedAsync());
        await page.InvokeAsync(() => Button(page, "Correct the conclusion").ClickAsync());
        Dialogs.WaitForElement("[role=dialog]");
        Radios().Count(radio => radio.IsChecked()).ShouldBe(1);
        await ChooseEndAsync(page, "Lost");
        await page.InvokeAsync(() => Dialogs.Find("#conclusion-note").InputAsync(new() { Value = "It was the holidays." }));

        await ConfirmAsync(page);

        page.WaitForAssertion(() => page.Find("[data-testid=conclusion]").TextContent.Trim().ShouldBe("Lost"));
        page.Find("[data-testid=outcome] .note").TextContent.ShouldBe("It was the holidays.");
    }

    [Fact]
    public async Task ACompletedExperiment_IsArchivedAndBroughtBack()
    {
        var page = await PageAsync(await EndedAsync());
        await ChooseAsync(page, "Archive…", Menu);
        Dialogs.WaitForElement("[role=dialog]");
        await ConfirmAsync(page);
        page.WaitForAssertion(() => page.FindAll(".page-header .mud-chip").Select(chip => chip.TextContent.Trim()).ShouldBe(["Completed", "Archived"]));

        await ChooseAsync(page, "Bring back…", Menu);
        Dialogs.WaitForElement("[role=dialog]");
        await ConfirmAsync(page);

        page.WaitForAssertion(() => page.FindAll(".page-header .mud-chip").Select(chip => chip.TextContent.Trim()).ShouldBe(["Completed"]));
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Support)]
    public async Task WhoMayNot_SeesTheDecisionAlone(Role role)
    {
        var page = await PageAsync(await EndedAsync(), role);

        page.Find("[data-testid=outcome]").TextContent.ShouldContain("What we learned.");
        page.FindAll("[data-testid=outcome] button").ShouldBeEmpty();
        page.FindAll("[data-testid=undo-refusal]").ShouldBeEmpty();
    }

    [Fact]
    public async Task WhileItIsPaused_ThePageSaysWhatPeopleGet()
    {
        var id = await RunningAsync();
        (await World.PauseAsync(id)).Error.ShouldBeNull();

        (await PageAsync(id)).Find("[data-testid=going]").TextContent.ShouldContain("Everybody gets classic, as the environment default says.");
    }

    private IReadOnlyList<IElement> Radios() => Dialogs.FindAll("[role=dialog] input[type=radio]");

    private async Task<IRenderedComponent<ExperimentPage>> EndingAsync(int id)
    {
        var page = await PageAsync(id);
        await ChooseAsync(page, "End…", Menu);
        Dialogs.WaitForElement("[role=dialog]");
        return page;
    }

    private Task ChooseEndAsync(IRenderedComponent<ExperimentPage> page, string text) => page.InvokeAsync(() => Dialogs.FindAll("[role=dialog] .choice")
        .Single(choice => choice.QuerySelector(".name")?.TextContent == text).QuerySelector("input")!.ClickAsync());

    private Task ConfirmAsync(IRenderedComponent<ExperimentPage> page) => page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

    private async Task<int> EndedAsync()
    {
        var id = await RunningAsync();
        (await World.EndAsync(id, Ending.Ship(World.Variants[0]))).Error.ShouldBeNull();
        return id;
    }
}
