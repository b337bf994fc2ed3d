using AngleSharp.Dom;
using Bunit;
using ExperimentAdmin.App.Features.Experiments.Pages;
using ExperimentAdmin.App.Features.Experiments.Wizard;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Drafts;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Components.Features.Experiments;

/// <summary>What a flag lacks for an experiment is made in the wizard, without leaving it.</summary>
public sealed class WizardFlagTests : WorkspaceTestContext
{
    private const string Draft = "abcdefghjkmn";
    private const string NewFlag = "form[data-keep=flag]";

    [Fact]
    public async Task ANewFlag_IsMadeInPlace_AndChosen_AndNothingTypedIsLost()
    {
        var page = await WizardAsync();
        await TypeAsync(page, "#field-name", "Big newsletter");
        await TypeAsync(page, "#field-hypothesis", "It is read.");
        await Button(page, "New flag").ClickAsync();
        page.FindAll(".flag").ShouldBeEmpty("one thing at a time");

        await FillInAsync(page, "newsletter");
        await page.InvokeAsync(() => page.Find(NewFlag).SubmitAsync());

        page.WaitForAssertion(() => page.FindAll(NewFlag).ShouldBeEmpty());
        Told.ShouldBe(["newsletter is created in every environment."]);
        Chosen(page).ShouldBe("newsletter");
        Row(page, "newsletter").QuerySelectorAll(".chip").Select(chip => chip.TextContent.Trim()).ShouldBe(["controlnever", "weeklyevery week"]);
        page.Find("#field-name").GetAttribute("value").ShouldBe("Big newsletter");
        page.Find("#field-hypothesis").GetAttribute("value").ShouldBe("It is read.");
        await Button(page, "Continue").ClickAsync();
        Here.ShouldBe($"shop/production/experiments/new/{Draft}/rollout");
        await using var db = World.Open();
        var feature = await db.Set<Feature>().SingleAsync(feature => feature.Name == "newsletter", Cancellation);
        (await World.Get<ExperimentDrafts>().FindAsync(World.Manager, World.EnvironmentId, Draft, Cancellation))!.FeatureId.ShouldBe(feature.Id);
    }

    [Fact]
    public async Task WhatIsRefusedOfANewFlag_StandsAtItsOwnFields()
    {
        var page = await WizardAsync();
        await Button(page, "New flag").ClickAsync();

        await page.InvokeAsync(() => page.Find(NewFlag).SubmitAsync());

        page.Find("#field-new-flag-name").GetAttribute("aria-invalid").ShouldBe("true");
        page.Find("#field-new-flag-variants-0--key").GetAttribute("aria-invalid").ShouldBe("true");
        page.Find("#field-name").GetAttribute("aria-invalid").ShouldNotBe("true");
        foreach (var link in page.FindAll(".summary a"))
        {
            page.Find($"{NewFlag} #{link.GetAttribute("href")!.Split('#')[1]}");
        }

        await FillInAsync(page, "newsletter");
        page.FindAll(".summary").ShouldBeEmpty();
        page.FindAll("[aria-label='Remove variant 1']").ShouldBeEmpty("an experiment needs one");
    }

    [Fact]
    public async Task WhileAFlagIsBeingMade_ContinueSaysSo_AndCancelLeadsBack()
    {
        var page = await WizardAsync();
        await page.WaitForElement(".flag input").ChangeAsync(new() { Value = "on" });
        await TypeAsync(page, "#field-name", "Big newsletter");
        await TypeAsync(page, "#field-hypothesis", "It is read.");
        await Button(page, "New flag").ClickAsync();

        await Button(page, "Continue").ClickAsync();

        page.FindAll(".summary li").ShouldHaveSingleItem().TextContent.ShouldContain("Create the new flag, or cancel it");
        page.Find($"#{page.Find(".summary a").GetAttribute("href")!.Split('#')[1]}").TextContent.ShouldContain("New flag");
        await Button(page, "Cancel").ClickAsync();
        page.FindAll($".summary, {NewFlag}").ShouldBeEmpty();
        page.WaitForAssertion(() => Chosen(page).ShouldBe("checkout_button"));
    }

    [Fact]
    public async Task TheOpenForm_IsInTheAddress_SoThatAReloadKeepsIt()
    {
        var page = await WizardAsync();
        await Button(page, "New flag").ClickAsync();
        Here.ShouldEndWith("/setup?flag=new");
        await DisposeComponentsAsync();

        page = await WizardAsync("?flag=new");

        page.FindAll(NewFlag).Count.ShouldBe(1);
        await Button(page, "Cancel").ClickAsync();
        Here.ShouldEndWith("/setup");
    }

    [Fact]
    public async Task AProjectWithoutFlags_OffersToMakeTheFirst()
    {
        await using (var db = World.Open())
        {
            await db.Set<Feature>().ExecuteUpdateAsync(row => row.SetProperty(feature => feature.DeletedAt, World.Clock.GetUtcNow()), Cancellation);
        }

        var page = await WizardAsync();
        page.WaitForElement(".empty");

        await Button(page, "New flag").ClickAsync();
        page.FindAll($"{NewFlag} [id^=field-new-flag-variants]").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task AFlagWithoutVariants_GetsSomeInItsRow_AndIsChosen()
    {
        await CreatePlainAsync();
        var page = await WizardAsync();
        await TypeAsync(page, "#field-name", "Darker");
        Row(page, "dark_mode").QuerySelector("input")!.HasAttribute("disabled").ShouldBeTrue();
        Row(page, "checkout_button").QuerySelectorAll("button").ShouldBeEmpty("it has some");

        await AddVariantAsync(page, "Add variants", "control", "x");
        Dialogs.WaitForAssertion(() => Dialogs.Find("#variant-key-error").TextContent.ShouldContain("control"));
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form #variant-key").InputAsync("dusk"));
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());
        page.WaitForAssertion(() => Chosen(page).ShouldBe("dark_mode"));
        await AddVariantAsync(page, "Add another variant", "night", "black");

        page.WaitForAssertion(() => Row(page, "dark_mode").QuerySelectorAll(".chip").Length.ShouldBe(3));
        Chosen(page).ShouldBe("dark_mode");
        Told.ShouldBe(["night is added."]);
        page.Find("#field-name").GetAttribute("value").ShouldBe("Darker");
    }

    [Fact]
    public async Task WhoMayNotEditFlags_SeesNeither()
    {
        await CreatePlainAsync();
        var workspace = await WorkspaceAsync(Role.Support);

        var chooser = Render<FlagChooser>(parameters => parameters.AddCascadingValue(workspace).Add(part => part.OnChoose, _ => { }));

        chooser.WaitForElement(".flag");
        chooser.FindAll("button").ShouldBeEmpty();
    }

    private static IElement Button(IRenderedComponent<WizardPage> page, string text)
        => page.WaitForElements("button").Last(button => button.TextContent.Trim() == text);

    private static IElement Row(IRenderedComponent<WizardPage> page, string flag)
        => page.WaitForElements(".flag").Single(row => row.QuerySelector("code")!.TextContent == flag);

    private static string? Chosen(IRenderedComponent<WizardPage> page)
        => page.WaitForElements(".flag").SingleOrDefault(row => row.QuerySelector("input")!.HasAttribute("checked"))?.QuerySelector("code")!.TextContent;

    private static Task TypeAsync(IRenderedComponent<WizardPage> page, string field, string text)
        => page.InvokeAsync(() => page.Find(field).InputAsync(new() { Value = text }));

    private static async Task FillInAsync(IRenderedComponent<WizardPage> page, string name)
    {
        await TypeAsync(page, "#field-new-flag-name", name);
        await TypeAsync(page, "#field-new-flag-initialValue", "never");
        await TypeAsync(page, "#field-new-flag-variants-0--key", "weekly");
        await TypeAsync(page, "#field-new-flag-variants-0--value", "every week");
    }

    private async Task AddVariantAsync(IRenderedComponent<WizardPage> page, string button, string key, string value)
    {
        await page.InvokeAsync(() => Row(page, "dark_mode").QuerySelectorAll("button").Single(part => part.TextContent.Trim() == $"{button} to dark_mode").ClickAsync());
        await Dialogs.WaitForElement("#variant-key").InputAsync(key);
        await page.InvokeAsync(() => Dialogs.Find("#variant-value").InputAsync(value));
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());
    }

    private async Task CreatePlainAsync()
        => (await World.Get<CreateFeature>().RunAsync(new(World.Manager, "dark_mode", FlagValueType.String), Cancellation)).IsOk.ShouldBeTrue();

    private Task<IRenderedComponent<WizardPage>> WizardAsync(string query = "")
        => OpenAsync<WizardPage>(Role.ProductManager, $"experiments/new/{Draft}/setup{query}", parameters => parameters
            .Add(page => page.ProjectSlug, "shop").Add(page => page.EnvironmentSlug, "production")
            .Add(page => page.DraftId, Draft).Add(page => page.Step, "setup"));
}
