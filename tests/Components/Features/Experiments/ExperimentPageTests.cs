using Bunit;
using ExperimentAdmin.App.Features.Experiments.Lifecycle;
using ExperimentAdmin.App.Features.Experiments.Pages;
using ExperimentAdmin.App.Ui.Layout;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Features.Experiments;

public sealed class ExperimentPageTests : ExperimentPageTestContext
{
    [Fact]
    public async Task ItSaysWhereTheExperimentStands_InSentences()
    {
        var page = await PageAsync(await RunningAsync());

        page.Find("h1").TextContent.ShouldBe("Checkout button size");
        page.Find(".page-header .mud-chip").TextContent.Trim().ShouldBe("Running");
        page.Find(".sentence").TextContent.Trim()
            .ShouldBe("20 % of identities enter. Half of them see big, half classic (control). Everybody else sees classic.");
        page.Find("[data-testid=about]").TextContent.ShouldContain("A bigger button lifts sign-ups.");
        page.WaitForAssertion(() => page.FindAll("[data-testid=change]").Count.ShouldBe(2));
    }

    [Theory]
    [InlineData(Role.Viewer, false, false, false)]
    [InlineData(Role.Support, true, false, true)]
    [InlineData(Role.ProductManager, true, true, true)]
    public async Task WhatCanBeDone_FollowsTheRole(Role role, bool rollout, bool about, bool lifecycle)
    {
        var page = await PageAsync(await RunningAsync(), role);

        (page.FindAll("#edit-rollout").Count > 0).ShouldBe(rollout);
        (page.FindAll("#edit-about").Count > 0).ShouldBe(about);
        (page.FindAll(".page-header button").Count > 0).ShouldBe(lifecycle);
    }

    [Fact]
    public async Task WhatCanBeDone_FollowsTheStatus()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));
        (await ActionsAsync(await PageAsync(id))).ShouldBe("Start…, Delete…, Duplicate, Copy to another environment");
        await World.StartAsync(id);
        (await ActionsAsync(await PageAsync(id))).ShouldBe("Pause…, New phase…, End…, Open the frozen flag…, Duplicate, Copy to another environment");
        await World.PauseAsync(id);
        (await ActionsAsync(await PageAsync(id))).ShouldBe("Resume…, New phase…, End…, Delete…, Open the frozen flag…, Duplicate, Copy to another environment");
        await World.CompleteAsync(id);
        var completed = await PageAsync(id);
        (await ActionsAsync(completed)).ShouldBe("Duplicate, Undo the end…, Archive…, Delete…, Copy to another environment");
        completed.FindAll(".page-header .mud-button").ShouldHaveSingleItem().TextContent.Trim().ShouldBe("Duplicate", "nobody is invited to delete");
        completed.FindAll("#edit-rollout").ShouldBeEmpty();
        completed.Find("[data-testid=read-only]").TextContent.ShouldContain("completed");
    }

    [Fact]
    public async Task WhileTheRolloutIsEdited_AllElseIsFolded_AndNoButtonOpensItAgain()
    {
        var id = await RunningAsync();
        (await PageAsync(id)).Find(".page-header #edit-rollout").ClassList.ShouldContain("mud-button-filled");

        var page = await PageAsync(id, edit: "rollout");

        page.FindAll("#edit-rollout").ShouldBeEmpty();
        page.FindAll("details:not([open]) [data-testid=going], details:not([open]) [data-testid=about], details:not([open]) [data-testid=history]").Count.ShouldBe(3);
        page.FindAll(".edit [data-testid=going]").ShouldBeEmpty("every step of a slider would draw it again");
    }

    [Fact]
    public async Task WhatWasSaved_IsBroughtIntoView()
    {
        var page = await PageAsync(await RunningAsync(), edit: "about");

        await page.InvokeAsync(() => page.Find("[data-testid=about] form").SubmitAsync());

        page.Find("h1").Id.ShouldBe(PageHeader.TitleId);
        page.WaitForAssertion(() => JSInterop.Invocations["focus"][^1].Arguments.ShouldBe([PageHeader.TitleId]));
    }

    [Fact]
    public async Task WhatIsWrittenAboutIt_IsShown_AndEditedInOnePlace()
    {
        var id = await RunningAsync();
        (await PageAsync(id)).Find("[data-testid=owner-and-tags]").TextContent.Trim().ShouldBe("Owner: ProductManager");
        var page = await PageAsync(id, edit: "about");
        page.WaitForAssertion(() => page.Find("#field-owner").GetAttribute("value").ShouldBe("ProductManager"));
        var people = await OpenListAsync(page, "#field-owner");
        people.Select(option => option.TextContent.Trim()).ShouldBe(["Nobody", "Administrator", "ProductManager", "Support", "Viewer"]);

        await page.InvokeAsync(() => page.Find("#field-description").InputAsync(new() { Value = "Ask first." }));
        await page.InvokeAsync(() => page.Find("#field-tags").InputAsync(new() { Value = "Growth, check out" }));
        await page.InvokeAsync(() => people[3].ClickAsync());
        await page.InvokeAsync(() => page.Find("[data-testid=about] form").SubmitAsync());

        page.WaitForAssertion(() => page.Find("[data-testid=owner-and-tags]").TextContent.ShouldContain("Owner: Support"));
        var item = (await World.ViewAsync(id)).Item;
        (item.Description, item.Owner?.Name).ShouldBe(("Ask first.", "Support"));
        item.Tags.ShouldBe(["growth", "check out"]);
        page.FindAll("[data-testid=owner-and-tags] a").Select(link => link.GetAttribute("href"))
            .ShouldBe(["shop/production/experiments?q=growth", "shop/production/experiments?q=check%20out"]);
    }

    [Fact]
    public async Task TagsThatWillNotDo_AreRefusedAtTheirField_AndThoseOfTheProjectAreOffered()
    {
        (await World.Get<EditFeature>().RunAsync(new(World.Manager, World.FeatureId) { Tags = ["checkout", "growth", "ux"] }, Cancellation)).Error.ShouldBeNull();
        var page = await PageAsync(await RunningAsync(), edit: "about");
        page.WaitForAssertion(() => Offered(page).ShouldBe(["checkout", "growth", "ux"]));

        await page.InvokeAsync(() => page.Find("#field-tags").InputAsync(new() { Value = "UX, gr" }));
        Offered(page).ShouldBe(["growth"]);
        await page.InvokeAsync(() => page.Find("[aria-label='Add the tag growth']").ClickAsync());
        page.Find("#field-tags").GetAttribute("value").ShouldBe("UX, growth");
        Offered(page).ShouldBe(["checkout"]);

        await page.InvokeAsync(() => page.Find("#field-tags").InputAsync(new() { Value = new string('x', 31) }));
        await page.InvokeAsync(() => page.Find("#field-tags").BlurAsync());
        page.Find("#field-tags-error").TextContent.ShouldContain("A tag has 31 characters; at most 30 fit.");
    }

    [Fact]
    public async Task WhatVariantsLookLike_IsShown()
    {
        (await World.Get<SetVariantPicture>().RunAsync(new(World.Manager, World.FeatureId, World.Variants[1], Pictures.Dot), Cancellation)).Error.ShouldBeNull();
        (await World.Get<DescribeVariant>().RunAsync(new(World.Manager, World.FeatureId, World.Variants[1], "As wide as the screen."), Cancellation))
            .Error.ShouldBeNull();

        var page = await PageAsync(await RunningAsync());

        page.FindAll("[data-testid=arm-notes] li").ShouldHaveSingleItem().TextContent.ShouldContain("As wide as the screen.");
        var picture = page.Find("[data-testid=arm-notes] img");
        picture.GetAttribute("alt").ShouldBe("Picture of bigger: As wide as the screen.");
        picture.GetAttribute("loading").ShouldBe("lazy");
        picture.GetAttribute("src").ShouldStartWith("shop/pictures/");
    }

    [Fact]
    public async Task SomebodyElsesChange_IsOnTheScreenAtOnce_AndSaid()
    {
        var id = await RunningAsync();
        var page = await PageAsync(id, Role.Viewer);

        await ElsewhereAsync(page, id, 1_000);

        page.WaitForAssertion(() => page.Find(".sentence").TextContent.ShouldStartWith("10 % of identities enter."));
        page.Find(".page-header [role=status]").TextContent.ShouldBe("ProductManager changed the rollout to 10 % just now.");
    }

    [Fact]
    public async Task AnotherProcessesChangeOfTheName_RefusesTheSaveOnce_AndStays()
    {
        var id = await RunningAsync();
        var page = await PageAsync(id, edit: "about");
        await page.InvokeAsync(() => page.Find("#field-hypothesis").InputAsync(new() { Value = "Mine." }));
        (await World.Get<EditExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id) { Name = "Theirs" }, Cancellation)).Error.ShouldBeNull();

        await page.InvokeAsync(() => page.Find("[data-testid=about] form").SubmitAsync());
        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldBe("Theirs"));
        page.Find("[data-testid=about] .summary").TextContent.ShouldContain("ProductManager changed this (renamed from Checkout button size)");
        await page.InvokeAsync(() => page.Find("[data-testid=about] form").SubmitAsync());

        var view = await World.ViewAsync(id);
        (view.Item.Name, view.Hypothesis).ShouldBe(("Theirs", "Mine."));
    }

    [Fact]
    public async Task ANameFromBefore_StaysWithAnotherHypothesis_WhileANewOneThatCanPassForAnotherIsRefused()
    {
        const string Old = "Big\u200B button";
        var id = await RunningAsync();
        await using (var db = World.Open())
        {
            await db.Set<Experiment>().ExecuteUpdateAsync(row => row.SetProperty(experiment => experiment.Name, Old), Cancellation);
        }

        var page = await PageAsync(id, edit: "about");
        await page.InvokeAsync(() => page.Find("#field-name").InputAsync(new() { Value = "Вig button" }));
        await page.InvokeAsync(() => page.Find("[data-testid=about] form").SubmitAsync());
        page.Find("#field-name-error").TextContent.ShouldContain("Cyrillic");
        await page.InvokeAsync(() => page.Find("#field-name").InputAsync(new() { Value = Old }));
        await page.InvokeAsync(() => page.Find("#field-hypothesis").InputAsync(new() { Value = "Mine." }));
        await page.InvokeAsync(() => page.Find("[data-testid=about] form").SubmitAsync());

        var view = await World.ViewAsync(id);
        (view.Item.Name, view.Hypothesis).ShouldBe((Old, "Mine."));
    }

    [Fact]
    public async Task OnesOwnSave_IsNotAnnouncedAsSomebodyElses()
    {
        var forgetting = JSInterop.SetupModule("./js/ui.js");
        forgetting.Mode = JSRuntimeMode.Loose;
        var forgotten = forgetting.SetupVoid("forgetText", _ => true);
        var asked = forgetting.Setup<object?>("forgetText", _ => true);
        var id = await RunningAsync();
        var page = await EditAsync(id, Role.Support);
        await page.InvokeAsync(() => page.Find("#field-percentage").ChangeAsync(new() { Value = "50" }));

        var saving = SaveButton(page).ClickAsync();
        page.WaitForAssertion(() => SaveButton(page).TextContent.ShouldNotContain("20 % to 50 %"));

        page.FindAll("[data-testid=changed-meanwhile]").ShouldBeEmpty();
        SaveButton(page).GetAttribute("aria-disabled").ShouldBe("true");
        asked.SetResult(null);
        forgotten.SetVoidResult();
        await saving;
        Here.ShouldBe($"shop/production/experiments/{id}");
    }

    [Fact]
    public async Task PausingAndEnding_SayWhoGetsSomethingElseAllTheSame()
    {
        await World.AddSegmentOverrideAsync("Staff", state => (state.Enabled, state.Value) = (true, "huge"));
        var page = await PageAsync(await RunningAsync());

        await page.InvokeAsync(() => Button(page, "Pause…").ClickAsync());
        Dialogs.WaitForElement("[role=dialog]").TextContent.ShouldContain("Whoever is in the segment Staff gets huge.");
        await page.InvokeAsync(() => Dialogs.Find("button[type=button]").ClickAsync());
        await ChooseAsync(page, "End…");
        Dialogs.WaitForElement("[role=dialog]");
        await page.InvokeAsync(() => Dialogs.FindAll("input[type=radio]")[0].ClickAsync());
        Dialogs.Find("[data-testid=end-preview]").TextContent.ShouldContain("Whoever is in the segment Staff keeps getting huge.");
    }

    [Fact]
    public async Task Deleting_SaysWhoGetsSomethingElse_UnlessItIsOverAnyway()
    {
        await World.AddSegmentOverrideAsync("Staff", state => (state.Enabled, state.Value) = (true, "huge"));
        var id = await RunningAsync();
        await World.PauseAsync(id);
        ActionEffect.Of(ExperimentAction.Delete, await World.ViewAsync(id)).Sentences.ShouldContain("Whoever is in the segment Staff gets `huge`.");
        await World.CompleteAsync(id);
        ActionEffect.Of(ExperimentAction.Delete, await World.ViewAsync(id)).Sentences.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ACompletedExperiment_SaysWhatItWas_AndNothingOfWhatTheDefaultServesNow()
    {
        var id = await RunningAsync();
        await World.CompleteAsync(id);
        await World.WriteFlagAsync(flag => flag.Default.Value = "modern");

        var page = await PageAsync(id);

        page.Find(".sentence").TextContent.Trim().ShouldBe("20 % of identities were in it. Half of them saw big, half classic (control).");
    }

    [Fact]
    public async Task WhoGetsWhat_IsWorkedOut_OnceSomebodyAsks()
    {
        var page = await PageAsync(await RunningAsync());
        page.FindAll("[data-testid=who-gets-what]").ShouldBeEmpty();

        var details = page.FindAll("details").Single(part => part.QuerySelector("summary")!.TextContent == "Who gets what");
        await details.TriggerEventAsync("ontoggle", EventArgs.Empty);

        page.WaitForElement("[data-testid=who-gets-what]");
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, null)]
    [InlineData(true, "rollout")]
    public async Task TheIdentityLookup_IsLinked_WithAndWithoutARollout_AndBesideTheSliders(bool rollout, string? edit)
    {
        var page = await PageAsync(rollout ? await RunningAsync() : await World.CreateExperimentAsync(), edit: edit);

        page.WaitForElement("a[href='shop/production/identities']").TextContent.ShouldStartWith("Look up what one identity gets");
    }

    [Fact]
    public async Task AVariantsNewValue_IsOnTheScreenAtOnce()
    {
        var page = await EditAsync(await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000)), Role.Support);
        (await World.Get<EditVariant>().RunAsync(new(World.Manager, World.FeatureId, World.Variants[0], "enormous"), Cancellation)).Error.ShouldBeNull();

        await page.InvokeAsync(() => Services.GetRequiredService<ChangeFeed>().Publish(new ChangeFeed.Committed(
            World.ProjectId, null, AuditKey.Feature(World.FeatureId), null, 2, World.Manager.Actor, "variant changed", World.Clock.GetUtcNow())));

        page.WaitForAssertion(() => page.Find(".edit .arms").TextContent.ShouldContain("enormous"));
    }

    [Fact]
    public async Task OfTwoQuickSaves_EachIsToldWithItsOwnNumber()
    {
        var id = await RunningAsync();
        var page = await PageAsync(id, Role.Viewer);
        await World.ApplyAsync(id, new RolloutChange { Percentage = new BasisPoints(1_000) });
        await World.ApplyAsync(id, new RolloutChange { Percentage = new BasisPoints(3_000) });

        await page.InvokeAsync(() => Services.GetRequiredService<ChangeFeed>().Publish(Committed(id, 3, "rollout 20 % to 10 %")));

        page.WaitForAssertion(() => page.Find(".page-header [role=status]").TextContent.ShouldBe("ProductManager changed the rollout to 10 % just now."));
    }

    [Fact]
    public async Task Pausing_SaysItsEffect_AndDoesIt()
    {
        var id = await RunningAsync();
        var page = await PageAsync(id);

        await page.InvokeAsync(() => page.Find(".page-header .mud-button").ClickAsync());
        var dialog = Dialogs.WaitForElement("[role=dialog]");
        dialog.TextContent.ShouldContain("From now everybody sees classic");
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        page.WaitForAssertion(() => page.Find(".page-header .mud-chip").TextContent.Trim().ShouldBe("Paused"));
        Dialogs.FindAll("[role=dialog]").ShouldBeEmpty();
        page.Find("[data-testid=going]").TextContent.ShouldContain("Nobody is in it now");
    }

    [Fact]
    public async Task AnActionThatSomebodyElseTookFirst_IsRefusedInTheDialog()
    {
        var id = await RunningAsync();
        var page = await PageAsync(id);
        await page.InvokeAsync(() => page.Find(".page-header .mud-button").ClickAsync());
        Dialogs.WaitForElement("[role=dialog]");

        await World.PauseAsync(id);
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        Dialogs.WaitForElement("[role=dialog] [role=alert]").TextContent.ShouldContain("ProductManager changed this (paused");
    }

    [Fact]
    public async Task ADriftedRolloutOfACompletedExperiment_IsSaid_AndLeftAsItIs()
    {
        var id = await RunningAsync();
        (await World.CompleteAsync(id)).Error.ShouldBeNull();
        await World.WriteFlagAsync(flag => flag.Overrides.Clear());

        var page = await PageAsync(id);

        page.Find("[data-testid=drift]").TextContent.ShouldContain("The experiment is completed");
        page.FindAll("[data-testid=drift] button").ShouldBeEmpty();
    }

    [Fact]
    public async Task ADriftedRollout_IsSaid_AndRepaired()
    {
        var id = await RunningAsync();
        await World.WriteFlagAsync(flag => flag.Overrides.Clear());
        var page = await PageAsync(id);
        page.Find("[data-testid=drift]").TextContent.ShouldContain("Missing: the override on the flag.");
        page.FindAll("#edit-rollout").ShouldBeEmpty();
        (await ActionsAsync(page)).ShouldBe("Pause…, End…, Open the frozen flag…, Duplicate, Copy to another environment");

        await Button(page, "Repair the rollout").ClickAsync();

        page.FindAll("[data-testid=drift]").ShouldBeEmpty();
        page.Find(".sentence").TextContent.ShouldStartWith("20 % of identities enter.");
    }

    [Fact]
    public async Task ADriftedRollout_CannotBeStarted()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));
        await World.WriteFlagAsync(flag => flag.Overrides.Clear());

        (await ActionsAsync(await PageAsync(id))).ShouldBe("Delete…, Duplicate, Copy to another environment");
    }

    [Fact]
    public async Task ARolloutThatIsSwitchedOff_CanBeSwitchedOnAgain()
    {
        var id = await RunningAsync();
        await World.ApplyAsync(id, new RolloutChange { Enabled = false });
        var page = await PageAsync(id, Role.Support);

        await page.InvokeAsync(() => page.Find("[data-testid=switched-off] button").ClickAsync());

        page.FindAll("[data-testid=switched-off]").ShouldBeEmpty();
        (await World.ViewAsync(id)).Item.Rollout.State!.Enabled.ShouldBeTrue();
    }

    [Fact]
    public async Task OverridesThatComeFirst_AreListed()
    {
        await World.AddSegmentOverrideAsync("Staff", state => (state.Enabled, state.Value) = (true, "huge"));

        var page = await PageAsync(await RunningAsync());

        page.Find("[data-testid=conflicts]").TextContent.ShouldContain("Staff");
        page.Find("[data-testid=conflicts]").TextContent.ShouldContain("huge");
    }

    [Fact]
    public async Task Starting_SaysWhoIsOutranked()
    {
        await World.AddSegmentOverrideAsync("Staff", state => (state.Enabled, state.Value) = (true, "huge"));
        var page = await PageAsync(await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000)));

        await page.InvokeAsync(() => page.Find(".page-header .mud-button").ClickAsync());

        Dialogs.WaitForElement("[role=dialog]").TextContent.ShouldContain("Whoever is in the segment Staff gets huge.");
    }

    [Fact]
    public async Task NameAndHypothesis_AreEditedInPlace_AndRefusedAtTheField()
    {
        var id = await RunningAsync();
        var page = await PageAsync(id, edit: "about");

        await page.InvokeAsync(() => page.Find("#field-name").InputAsync(new() { Value = " " }));
        await page.InvokeAsync(() => page.Find("[data-testid=about] form").SubmitAsync());
        page.Find("#field-name").GetAttribute("aria-invalid").ShouldBe("true");
        await page.InvokeAsync(() => page.Find("#field-name").InputAsync(new() { Value = "Button size" }));
        await page.InvokeAsync(() => page.Find("[data-testid=about] form").SubmitAsync());

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldBe("Button size"));
    }

    [Fact]
    public async Task WhatIsNotThere_IsSaid_WithAWayOn()
    {
        var page = await PageAsync(999);

        page.Find("h1").TextContent.ShouldBe("Experiment not found");
        page.Find(".empty a").GetAttribute("href").ShouldBe("shop/production/experiments");
    }

    [Fact]
    public async Task DeletedBySomebodyElse_ThePageSaysSo()
    {
        var id = await World.CreateExperimentAsync();
        var page = await PageAsync(id);

        var committed = await DeleteElsewhereAsync(id);
        Services.GetRequiredService<ChangeFeed>().Publish(committed);

        page.WaitForAssertion(() => page.Find(".page-header [role=status]").TextContent.ShouldBe("ProductManager deleted this experiment just now."));
        page.Find(".empty").TextContent.ShouldContain("There is no such experiment here");
    }

    private static IEnumerable<string> Offered(IRenderedComponent<ExperimentPage> page)
        => page.FindAll("[aria-label='Tags that this project uses'] button").Select(button => button.TextContent.Trim());

    private async Task<string> ActionsAsync(IRenderedComponent<ExperimentPage> page)
    {
        var shown = page.FindAll(".page-header button:not([aria-haspopup])").Select(button => button.TextContent.Trim());
        var more = page.FindAll("[aria-haspopup=menu]").Count == 0 ? [] : await OpenMenuAsync(page);
        return string.Join(", ", shown.Concat(more.Select(item => item.TextContent.Trim())));
    }

    private async Task<ChangeFeed.Committed> DeleteElsewhereAsync(int id)
    {
        (await World.Get<DeleteExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id), Cancellation)).Error.ShouldBeNull();
        return Committed(id, 2, "deleted");
    }
}
