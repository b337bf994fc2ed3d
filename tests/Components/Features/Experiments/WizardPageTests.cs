using AngleSharp.Dom;
using Bunit;
using ExperimentAdmin.App.Features.Experiments.Pages;
using ExperimentAdmin.App.Features.Experiments.Wizard;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Drafts;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.UseCases;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Components.Features.Experiments;

public sealed class WizardPageTests : WorkspaceTestContext
{
    private const string Draft = "abcdefghjkmn";
    private const string Base = $"shop/production/experiments/new/{Draft}";

    // Longer than the wizard waits for more to keep.
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task ANewWizard_GetsAnAddressOfItsOwn()
    {
        await OpenAsync<NewExperimentPage>(Role.ProductManager, "experiments/new");

        Here.ShouldMatch("^shop/production/experiments/new/[a-z0-9]{12}/setup$");
    }

    [Fact]
    public async Task WhatHasToBeGiven_ComesFirst()
        => (await WizardAsync("setup")).FindAll("#field-name, #field-hypothesis, [type=radio], #field-description, #field-tags")
            .Select(field => field.GetAttribute("type") == "radio" ? "flag" : field.Id).Distinct()
            .ShouldBe(["field-name", "field-hypothesis", "flag", "field-description", "field-tags"]);

    [Fact]
    public async Task Continue_SaysEverythingThatIsMissing_AtItsFieldAndInTheSummary()
    {
        var page = await WizardAsync("setup");
        page.FindAll("[aria-invalid=true]").ShouldBeEmpty("nobody is told off before they tried");

        await Button(page, "Continue").ClickAsync();

        page.FindAll(".summary li").Count.ShouldBe(3);
        page.Find("#field-name").GetAttribute("aria-invalid").ShouldBe("true");
        page.Find("#field-hypothesis").GetAttribute("aria-invalid").ShouldBe("true");
        page.Find("#flag-error").TextContent.ShouldContain("Choose the flag");
        Here.ShouldBe($"{Base}/setup");
    }

    [Fact]
    public async Task AFieldThatWasLeft_IsChecked_AndCorrectedWhileTyping()
    {
        var page = await WizardAsync("setup");

        await page.InvokeAsync(() => page.Find("#field-name").BlurAsync());
        page.Find("#field-name-error").TextContent.ShouldContain("Give the experiment a name.");
        page.FindAll(".summary").ShouldBeEmpty();
        await page.InvokeAsync(() => page.Find("#field-name").InputAsync(new() { Value = "Big button" }));

        page.FindAll("#field-name-error").ShouldBeEmpty();
    }

    [Fact]
    public async Task ANameThatCanPassForAnother_IsRefusedAtItsField_AndStaysThere()
    {
        var page = await WizardAsync("setup");
        await page.InvokeAsync(() => page.Find("#field-name").InputAsync(new() { Value = "Big\u200B button" }));

        await page.InvokeAsync(() => page.Find("#field-name").BlurAsync());

        page.Find("#field-name-error").TextContent.ShouldContain("U+200B (zero width space)");
        page.Find("#field-name").GetAttribute("value").ShouldBe("Big\u200B button");
    }

    [Fact]
    public async Task TheFlagChooser_ShowsVariants_AndWhyAFlagCannotBeChosen()
    {
        await World.CreateExperimentAsync(name: "The other one");

        var page = await WizardAsync("setup");

        var flag = page.WaitForElement(".flag");
        flag.QuerySelectorAll(".chip").Select(chip => chip.TextContent.Trim()).ShouldBe(["controlclassic", "bigbig", "biggerbigger", "biggestbiggest"]);
        flag.QuerySelector("input")!.HasAttribute("disabled").ShouldBeTrue();
        flag.QuerySelector(".reason")!.TextContent.ShouldContain("already has the experiment The other one");
    }

    [Fact]
    public async Task WhatIsEntered_IsKept_AndThereAfterAReload()
    {
        var page = await SetUpAsync();
        page.Find(".foot .status").TextContent.ShouldBeEmpty();
        World.Clock.Advance(s_rest);
        page.WaitForAssertion(() => page.Find(".foot .status").TextContent.ShouldBe("Kept. You can finish later."));
        await DisposeComponentsAsync();

        page = await WizardAsync("setup");

        page.Find("#field-name").GetAttribute("value").ShouldBe("Big button");
        page.Find("#field-hypothesis").GetAttribute("value").ShouldBe("It lifts sign-ups.");
        page.WaitForElement(".flag input").HasAttribute("checked").ShouldBeTrue();
    }

    [Fact]
    public async Task LeavingAtOnce_KeepsTheLastLetterToo()
    {
        await SetUpAsync();

        await DisposeComponentsAsync();

        (await EntriesAsync())!.Hypothesis.ShouldBe("It lifts sign-ups.");
    }

    [Fact]
    public async Task TheAddressOfSomebodyElsesWizard_BecomesOneOfTheirOwn_AndNothingTypedIsLost()
    {
        var other = await World.AccessAsync(Role.Administrator);
        (await World.Get<ExperimentDrafts>().SaveAsync(other, World.EnvironmentId, Draft, new() { Name = "Theirs" }, Cancellation)).Error.ShouldBeNull();

        var page = await SetUpAsync();
        World.Clock.Advance(s_rest);
        page.WaitForAssertion(() => Here.ShouldNotBe($"{Base}/setup"));
        var own = Here.Split('/')[^2];
        page.Render(parameters => parameters.Add(wizard => wizard.DraftId, own));

        page.Find("#field-name").GetAttribute("value").ShouldBe("Big button");
        page.FindAll(".stack > .mud-alert").ShouldBeEmpty();
        (await World.Get<ExperimentDrafts>().FindAsync(other, World.EnvironmentId, Draft, Cancellation))!.Name.ShouldBe("Theirs");
        (await World.Get<ExperimentDrafts>().FindAsync(World.Manager, World.EnvironmentId, own, Cancellation))!.Name.ShouldBe("Big button");
    }

    [Fact]
    public async Task AStepThatIsNotReached_LeadsBackToTheFirstThatIsMissing()
    {
        await WizardAsync("review");

        Here.ShouldBe($"{Base}/setup");
    }

    [Fact]
    public async Task FromSetupToReview_TheStepsAreTickedAndLinked()
    {
        var page = await ReviewAsync();

        Here.ShouldBe($"{Base}/review");
        page.FindAll("ol .done a").Select(link => link.TextContent).ShouldBe(["Setup", "Rollout"]);
        page.Find("[aria-current=step] .title").TextContent.ShouldBe("Review");
        page.Find(".sentence").TextContent.Trim()
            .ShouldBe("10 % of identities enter. Of them 25 % see big, 25 % bigger, 25 % biggest and 25 % classic (control). Everybody else sees classic.");
        page.FindAll(".choice button").Select(button => button.TextContent)
            .ShouldBe(["Create, start later", "Create and start: 10 % of identities enter now"]);
    }

    [Theory]
    [InlineData(0, ExperimentStatus.Created)]
    [InlineData(1, ExperimentStatus.Running)]
    public async Task TheTwoButtons_CreateIt_AndTheWizardIsGone(int button, ExperimentStatus status)
    {
        var page = await ReviewAsync();
        if (status is ExperimentStatus.Running)
        {
            await page.InvokeAsync(() => page.FindAll(".choice button")[button].ClickAsync());
            page.Find("[data-testid=start-checks] [role=alert]").TextContent.ShouldContain("Start anyway");
            await page.InvokeAsync(() => page.Find("#field-anyway").ChangeAsync(new() { Value = true }));
        }

        await page.InvokeAsync(() => page.FindAll(".choice button")[button].ClickAsync());

        var view = await World.ViewAsync(1);
        Here.ShouldBe("shop/production/experiments/1");
        view.Item.Status.ShouldBe(status);
        view.Item.Rollout.State!.Describe().ShouldBe("10 %: big 25 %, bigger 25 %, biggest 25 %, control 25 %");
        (await EntriesAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task AnotherExperimentThatWasFaster_IsSaidAtTheFlag_AndNothingIsLost()
    {
        var page = await ReviewAsync();
        await World.CreateExperimentAsync(name: "Faster");

        await page.InvokeAsync(() => page.FindAll(".choice button")[0].ClickAsync());

        Here.ShouldBe($"{Base}/setup");
        page.Render(parameters => parameters.Add(wizard => wizard.Step, "setup"));
        page.Find(".summary").TextContent.ShouldContain("already has the experiment Faster");
        page.Find("#flag-error").TextContent.ShouldContain("already has the experiment Faster");
        page.Find("#field-name").GetAttribute("value").ShouldBe("Big button");
        (await EntriesAsync())!.Name.ShouldBe("Big button");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AFlagThatIsArchivedMeanwhile_LeadsBackToTheFirstStep_AndNothingIsLost(bool onReview)
    {
        var page = onReview ? await ReviewAsync() : await RolloutAsync();
        (await World.Get<ArchiveFeature>().RunAsync(new(World.Manager, World.FeatureId), Cancellation)).Error.ShouldBeNull();

        await page.InvokeAsync(() => page.FindAll(".choice button, .foot .mud-button-filled-primary")[0].ClickAsync());

        Here.ShouldBe($"{Base}/setup");
        page.Render(parameters => parameters.Add(wizard => wizard.Step, "setup"));
        page.Find("#flag-error").TextContent.ShouldContain(onReview ? "checkout_button is archived" : "There is no such flag");
        page.Find("#field-name").GetAttribute("value").ShouldBe("Big button");
        (await EntriesAsync())!.FeatureId.ShouldBe(World.FeatureId);
    }

    [Fact]
    public async Task AFlagThatChangedSinceTheReview_IsShownAnew_BeforeAnythingIsCreated()
    {
        var page = await ReviewAsync();
        await World.Get<ChangeDefault>().RunAsync(
            new(World.Manager, World.EnvironmentId, World.FeatureId, new StateChange { Value = new NewValue("modern") }), Cancellation);

        await page.InvokeAsync(() => page.FindAll(".choice button")[0].ClickAsync());

        page.Find(".summary").TextContent.ShouldContain("ProductManager changed this (environment default: value \"classic\" to \"modern\")");
        page.Find(".sentence").TextContent.ShouldContain("modern");
        await page.InvokeAsync(() => page.FindAll(".choice button")[0].ClickAsync());
        Here.ShouldBe("shop/production/experiments/1");
    }

    [Fact]
    public async Task TheRollout_WarnsOfAnUnevenSplit_AndOffersTheLowerRollout()
    {
        var page = await RolloutAsync();
        page.FindAll("[data-testid=uneven]").ShouldBeEmpty();

        foreach (var box in (int[])[2, 3, 4])
        {
            await page.InvokeAsync(() => page.FindAll("input[data-percent]")[box].ChangeAsync(new() { Value = "5" }));
            await page.InvokeAsync(() => page.FindAll(".arms li")[box - 1].QuerySelector("button")!.ClickAsync());
        }

        page.FindAll("[data-testid=uneven] button").ShouldBeEmpty("locked arms keep their share");
        foreach (var arm in (int[])[1, 2, 3])
        {
            await page.InvokeAsync(() => page.FindAll(".arms li")[arm].QuerySelector("button")!.ClickAsync());
        }

        page.Find("[data-testid=uneven]").TextContent.ShouldContain("2 % with an even split");
        await page.InvokeAsync(() => page.Find("[data-testid=uneven] button").ClickAsync());
        page.FindAll("[data-testid=uneven]").ShouldBeEmpty();
        page.Find("#field-percentage").GetAttribute("value").ShouldBe("2");
    }

    [Fact]
    public async Task TheRollout_SaysWhatTheDefaultServesToday_AndWhoIsOutranked()
    {
        await World.AllocateDefaultAsync(6_000);
        await World.AddSegmentOverrideAsync("Staff", state => (state.Enabled, state.Value) = (true, "huge"));

        var page = await RolloutAsync();

        page.Find("[data-testid=default-changes]").TextContent.ShouldContain("Today everybody gets 60 % big and otherwise classic.");
        page.Find("[data-testid=outranked]").TextContent.ShouldContain("Staff");
    }

    [Fact]
    public async Task ABoxThatHoldsNoPercentage_KeepsTheStep()
    {
        var page = await RolloutAsync();

        await page.InvokeAsync(() => page.Find("#field-percentage").ChangeAsync(new() { Value = "a lot" }));
        await Button(page, "Continue").ClickAsync();

        Here.ShouldBe($"{Base}/rollout");
        page.Find(".summary").TextContent.ShouldContain("The rollout is no percentage.");
        page.FindAll(".error").Count.ShouldBe(1, "the box says what is wrong with it, once");
    }

    [Fact]
    public async Task TheBoxesThatHoldNoPercentage_AreNamed_AndTheSummaryLeadsToEach()
    {
        var page = await RolloutAsync();
        await page.InvokeAsync(() => page.Find("[aria-label='Share of big, in percent']").ChangeAsync(new() { Value = "a lot" }));
        await page.InvokeAsync(() => page.Find("[aria-label='Share of control, in percent']").ChangeAsync(new() { Value = "" }));

        await Button(page, "Continue").ClickAsync();

        Here.ShouldBe($"{Base}/rollout");
        page.FindAll(".summary a").Select(link => link.TextContent).ShouldBe(
            ["The share of control is no percentage. Correct it or move its slider.", "The share of big is no percentage. Correct it or move its slider."]);
        page.FindAll(".summary a").Select(link => page.Find($"#{link.GetAttribute("href")!.Split('#')[1]}").GetAttribute("aria-label"))
            .ShouldBe(["Share of control, in percent", "Share of big, in percent"]);
    }

    [Fact]
    public async Task ABoxThatIsCorrected_LeavesTheSummary_AndTheOthersStay()
    {
        var page = await RolloutAsync();
        await page.InvokeAsync(() => page.Find("#field-percentage").ChangeAsync(new() { Value = "a lot" }));
        await page.InvokeAsync(() => page.Find("[aria-label='Share of big, in percent']").ChangeAsync(new() { Value = "much" }));
        await Button(page, "Continue").ClickAsync();

        await page.InvokeAsync(() => page.Find("#field-percentage").ChangeAsync(new() { Value = "20" }));
        page.FindAll(".summary li").ShouldHaveSingleItem().TextContent.ShouldContain("The share of big");

        await page.InvokeAsync(() => page.FindAll(".arms li")[1].QuerySelector("button")!.ClickAsync());
        page.FindAll(".summary").ShouldBeEmpty("what was typed goes when the arm is locked");
        await Button(page, "Continue").ClickAsync();
        Here.ShouldBe($"{Base}/review");
    }

    [Fact]
    public async Task WhatASliderSaysAfterContinue_Counts_AndLeavesTheStepDone()
    {
        var page = await RolloutAsync();
        var step = page.FindComponent<RolloutStep>().Instance;
        var last = step.Form.With(step.Form.Rollout! with { Percentage = new(3_000) });

        await Button(page, "Continue").ClickAsync();
        await page.InvokeAsync(() => step.FormChanged.InvokeAsync(last));
        page.Render(parameters => parameters.Add(wizard => wizard.Step, "review"));

        Here.ShouldBe($"{Base}/review");
        page.Markup.ShouldContain("30 %");
    }

    [Fact]
    public async Task Discarding_AsksFirst()
    {
        var page = await SetUpAsync();

        await Button(page, "Discard").ClickAsync();
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        Here.ShouldBe("shop/production/experiments");
        (await EntriesAsync()).ShouldBeNull();
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Support)]
    public async Task WhoMayNotCreate_IsToldWhoMay(Role role)
    {
        var page = await OpenWizardAsync(role, "setup");

        page.FindAll("form").ShouldBeEmpty();
        page.Markup.ShouldContain("needs the role product manager or higher");
    }

    [Fact]
    public async Task DescriptionAndTags_AreKept_Reviewed_AndCreated()
    {
        var page = await SetUpAsync();
        await page.InvokeAsync(() => page.Find("#field-description").InputAsync(new() { Value = "Ask first." }));
        await page.InvokeAsync(() => page.Find("#field-tags").InputAsync(new() { Value = "a" + new string('x', 30) }));
        await Button(page, "Continue").ClickAsync();
        page.FindAll(".summary li").ShouldHaveSingleItem().TextContent.ShouldContain("A tag has 31 characters");
        await page.InvokeAsync(() => page.Find("#field-tags").InputAsync(new() { Value = "Growth, growth" }));

        page = await GoOnAsync(await GoOnAsync(page, "rollout"), "review");

        var entries = await World.Get<ExperimentDrafts>().FindAsync(World.Manager, World.EnvironmentId, Draft, Cancellation);
        (entries!.Description, entries.Tags).ShouldBe(("Ask first.", "Growth, growth"));
        page.Markup.ShouldContain("Ask first.");
        page.Markup.ShouldContain("Tags: growth");
        await page.InvokeAsync(() => page.FindAll("button").First(button => button.TextContent.Trim() == "Create, start later").ClickAsync());
        page.WaitForAssertion(() => Here.ShouldBe("shop/production/experiments/1"));
        var item = (await World.ViewAsync(1)).Item;
        (item.Description, item.Owner?.Name).ShouldBe(("Ask first.", "ProductManager"));
        item.Tags.ShouldBe(["growth"]);
    }

    [Fact]
    public async Task ACopy_SaysWhyItsFlagIsNotChosen_AndKeepsTheSplitUntilItIs()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 3_000, 1_000), name: "First");
        (await World.Get<ExperimentDrafts>().SaveAsync(World.Manager, World.EnvironmentId, Draft, new()
        {
            Name = "Copy of First",
            Hypothesis = "It lifts sign-ups.",
            CopiedFeatureId = World.FeatureId,
            Percentage = new(2_000),
            Shares = new Dictionary<int, BasisPoints> { [World.Variants[0]] = new(3_000), [World.Variants[1]] = new(1_000) },
        }, Cancellation)).IsOk.ShouldBeTrue();

        (await WizardAsync("setup")).Find("[data-testid=copied-flag]").TextContent
            .ShouldContain("checkout_button already has the experiment First in this environment (draft). Complete or delete it first. Or choose another flag.");
        (await World.Get<DeleteExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id), Cancellation)).Error.ShouldBeNull();
        var page = await WizardAsync("setup");
        page.FindAll("[data-testid=copied-flag]").ShouldBeEmpty();
        await page.WaitForElement(".flag input").ChangeAsync(new() { Value = "on" });
        page = await GoOnAsync(page, "rollout");

        page.Find("[aria-label='Share of big, in percent']").GetAttribute("value").ShouldBe("30");
        page.Find("[aria-label='Share of control, in percent']").GetAttribute("value").ShouldBe("60");
    }

    private static IElement Button(IRenderedComponent<WizardPage> page, string text)
        => page.FindAll("button").Last(button => button.TextContent.Trim() == text);

    private Task<IRenderedComponent<WizardPage>> WizardAsync(string step) => OpenWizardAsync(Role.ProductManager, step);

    private Task<IRenderedComponent<WizardPage>> OpenWizardAsync(Role role, string step)
        => OpenAsync<WizardPage>(role, $"experiments/new/{Draft}/{step}", parameters => parameters
            .Add(page => page.ProjectSlug, "shop").Add(page => page.EnvironmentSlug, "production")
            .Add(page => page.DraftId, Draft).Add(page => page.Step, step));

    private async Task<IRenderedComponent<WizardPage>> SetUpAsync()
    {
        var page = await WizardAsync("setup");
        await page.WaitForElement(".flag input").ChangeAsync(new() { Value = "on" });
        await page.InvokeAsync(() => page.Find("#field-name").InputAsync(new() { Value = "Big button" }));
        await page.InvokeAsync(() => page.Find("#field-hypothesis").InputAsync(new() { Value = "It lifts sign-ups." }));
        return page;
    }

    private async Task<IRenderedComponent<WizardPage>> RolloutAsync() => await GoOnAsync(await SetUpAsync(), "rollout");

    private async Task<IRenderedComponent<WizardPage>> ReviewAsync() => await GoOnAsync(await RolloutAsync(), "review");

    // The router is not part of the test: what it would do with the new address is done here.
    private async Task<IRenderedComponent<WizardPage>> GoOnAsync(IRenderedComponent<WizardPage> page, string step)
    {
        await Button(page, "Continue").ClickAsync();
        Here.ShouldBe($"{Base}/{step}");
        page.Render(parameters => parameters.Add(wizard => wizard.Step, step));
        return page;
    }

    private Task<WizardEntries?> EntriesAsync()
        => World.Get<ExperimentDrafts>().FindAsync(World.Manager, World.EnvironmentId, Draft, Cancellation);
}
