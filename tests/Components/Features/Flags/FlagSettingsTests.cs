using Bunit;
using ExperimentAdmin.App.Features.Flags.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Features.Flags;

public sealed class FlagSettingsTests : WorkspaceTestContext
{
    [Fact]
    public async Task WhatIsWrittenAboutAFlag_IsSaved()
    {
        var page = await SettingsAsync();

        await page.InvokeAsync(() => page.Find("#field-description").InputAsync("The size of the button."));
        await page.InvokeAsync(() => page.Find("#field-serverKeyOnly").ChangeAsync(true));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => Told.ShouldBe(["The settings of checkout_button are saved."]));
        page.Find(".page-header").TextContent.ShouldContain("The size of the button.");
        page.Find(".page-header").TextContent.ShouldContain("Server keys only");
        await page.InvokeAsync(() => page.Find("#field-description").InputAsync("Again."));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.WaitForAssertion(() => page.Find(".page-header").TextContent.ShouldContain("Again."));
    }

    [Fact]
    public async Task OwnerAndTags_AreSaved_AndShownAtTheTop()
    {
        var page = await SettingsAsync();
        page.WaitForAssertion(() => page.Find("#field-owner").GetAttribute("value").ShouldBe("Nobody"));

        await page.InvokeAsync(() => page.Find("#field-tags").InputAsync("UX, ux, check out"));
        await SelectAsync(page, "#field-owner", "Viewer");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => page.Find("[data-testid=owner-and-tags]").TextContent.ShouldContain("Owner: Viewer"));
        page.FindAll("[data-testid=owner-and-tags] a").Select(link => link.GetAttribute("href"))
            .ShouldBe(["shop/production/flags?q=ux", "shop/production/flags?q=check%20out"]);
        await page.InvokeAsync(() => page.Find("#field-tags").InputAsync("a,b,c,d,e,f,g,h,i,j,k"));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.WaitForElement("#field-tags-error").TextContent.ShouldContain("These are 11 tags; at most 10 fit.");
    }

    [Fact]
    public async Task ARefusal_DoesNotLetASaveOverwriteWhatWasChangedLater()
    {
        var page = await SettingsAsync();
        await page.InvokeAsync(() => page.Find("#field-description").InputAsync(new string('x', 2_001)));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.WaitForElement(".summary").TextContent.ShouldContain("2,000");

        await EditAsync(new(World.Manager, World.FeatureId) { Description = "Theirs." });
        page.WaitForAssertion(() => page.Find(".page-header").TextContent.ShouldContain("Theirs."));
        await page.InvokeAsync(() => page.Find("#field-description").InputAsync("Mine."));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => page.Find(".summary").TextContent.ShouldContain("ProductManager changed this (description changed)"));
        page.Find("#field-description").GetAttribute("value").ShouldBe("Mine.");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.WaitForAssertion(() => page.Find(".page-header").TextContent.ShouldContain("Mine."));
    }

    [Fact]
    public async Task ASaveAfterSomebodyElses_SendsOnlyWhatWasChanged()
    {
        var page = await SettingsAsync();
        await page.InvokeAsync(() => page.Find("#field-defaultEnabled").ChangeAsync(true));
        await EditAsync(new(World.Manager, World.FeatureId) { Description = "Theirs." });

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.WaitForElement(".summary").TextContent.ShouldContain("ProductManager changed this (description changed)");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => Told.ShouldHaveSingleItem());
        await using var db = World.Open();
        var feature = await db.Set<Feature>().SingleAsync(Cancellation);
        (feature.Description, feature.DefaultEnabled).ShouldBe(("Theirs.", true));
        page.Find("#field-description").GetAttribute("value").ShouldBe("Theirs.");
    }

    [Fact]
    public async Task AFlagThatAnExperimentHolds_IsNotDeleted_AndTheRefusalNamesIt()
    {
        await World.CreateExperimentAsync();
        var page = await SettingsAsync();
        page.WaitForAssertion(() => page.Find("[data-testid=where-used]").TextContent.ShouldContain("Held by Checkout button size, which is draft"));

        await page.InvokeAsync(() => page.Find(".mud-button-filled-error").ClickAsync());
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        Dialogs.WaitForElement("[role=dialog] [role=alert]").TextContent.ShouldContain("is used by the experiment Checkout button size (draft)");
    }

    [Fact]
    public async Task ADeletedFlag_LeadsBackToTheList()
    {
        var page = await SettingsAsync();

        await page.InvokeAsync(() => page.Find(".mud-button-filled-error").ClickAsync());
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        page.WaitForAssertion(() => Here.ShouldBe("shop/production/flags"));
        await using var db = World.Open();
        (await db.Set<Feature>().SingleAsync(Cancellation)).DeletedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task AnArchivedFlag_IsReadOnly_AndCanBeBroughtBack()
    {
        var page = await SettingsAsync();

        await page.InvokeAsync(() => page.FindAll("button").Single(button => button.TextContent == "Archive flag").ClickAsync());
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        page.WaitForElement("[data-testid=archived]");
        page.FindAll("form").ShouldBeEmpty();
        await page.InvokeAsync(() => page.FindAll("button").Single(button => button.TextContent == "Bring back").ClickAsync());
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());
        page.WaitForAssertion(() => page.FindAll("[data-testid=archived]").ShouldBeEmpty());
        page.FindAll("form").Count.ShouldBe(1);
    }

    [Fact]
    public async Task AViewer_Reads()
    {
        var page = await SettingsAsync(Role.Viewer);

        page.FindAll("form, .mud-button-filled-error").ShouldBeEmpty();
        page.Markup.ShouldContain("client and server keys");
    }

    private async Task EditAsync(EditFeature.Command command)
        => (await Services.GetRequiredService<EditFeature>().RunAsync(command, Cancellation)).Error.ShouldBeNull();

    private async Task<IRenderedComponent<FlagPage>> SettingsAsync(Role role = Role.ProductManager)
    {
        var page = await OpenAsync<FlagPage>(
            role, "flags/checkout_button?tab=settings", builder => builder.Add(page => page.FeatureName, "checkout_button"));
        page.WaitForElement("[data-testid=where-used]");
        return page;
    }
}
