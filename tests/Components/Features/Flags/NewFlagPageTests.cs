using Bunit;
using ExperimentAdmin.App.Features.Flags.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Components.Features.Flags;

public sealed class NewFlagPageTests : WorkspaceTestContext
{
    [Fact]
    public async Task AFlagWithVariants_IsCreated_AndOpened()
    {
        var page = await OpenAsync<NewFlagPage>(Role.ProductManager, "flags/new");
        await page.InvokeAsync(() => page.Find("#field-name").InputAsync("shipping"));
        await page.InvokeAsync(() => page.Find("#field-type").ChangeAsync("1"));
        await page.InvokeAsync(() => page.Find("#field-initialValue").InputAsync("50"));
        await AddVariantAsync(page, 0, "low", "25");
        await AddVariantAsync(page, 1, "none", "0");

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => Here.ShouldBe("shop/production/flags/shipping"));
        await using var db = World.Open();
        var feature = await db.Set<Feature>().SingleAsync(feature => feature.Name == "shipping", Cancellation);
        feature.InitialValue.ShouldBe("50");
        (await db.Set<Variant>().Where(variant => variant.FeatureId == feature.Id).OrderBy(variant => variant.Ordinal)
            .Select(variant => variant.Key).ToListAsync(Cancellation)).ShouldBe(["low", "none"]);
    }

    [Fact]
    public async Task WhatIsRefused_StandsAtItsField_AndGoesWhenItIsCorrected()
    {
        var page = await OpenAsync<NewFlagPage>(Role.ProductManager, "flags/new");
        await page.InvokeAsync(() => page.Find("#field-name").InputAsync("two words"));
        await AddVariantAsync(page, 0, "control", "x");

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForElement(".summary").QuerySelectorAll("li").Length.ShouldBe(2);
        page.Find("#field-name").GetAttribute("aria-invalid").ShouldBe("true");
        page.Find("#field-variants-0--key").GetAttribute("aria-invalid").ShouldBe("true");
        await page.InvokeAsync(() => page.Find("#field-name").InputAsync("two_words"));
        page.Find("#field-name").GetAttribute("aria-invalid").ShouldBe("false");
        await page.InvokeAsync(() => page.Find("[aria-label='Remove variant 1']").ClickAsync());
        page.FindAll(".summary").ShouldBeEmpty();
        page.Find("#field-name").GetAttribute("value").ShouldBe("two_words");
    }

    [Fact]
    public async Task WhileTheDatabaseIsAway_ItSaysSo_AndWhatWasTypedIsSavedAfterwards()
    {
        var page = await OpenAsync<NewFlagPage>(Role.ProductManager, "flags/new");
        await page.InvokeAsync(() => page.Find("#field-name").InputAsync("shipping"));
        using (WhileTheDatabaseIsAway())
        {
            await page.InvokeAsync(() => page.Find("form").SubmitAsync());
            page.WaitForElement(".summary").TextContent.ShouldContain("The database is gone.");
            page.Find("#field-name").GetAttribute("value").ShouldBe("shipping");
        }

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => Here.ShouldBe("shop/production/flags/shipping"));
    }

    [Fact]
    public async Task VariantsThatWereTyped_ComeBackAfterAReload()
    {
        var page = await OpenAsync<NewFlagPage>(Role.ProductManager, "flags/new");
        await AddVariantAsync(page, 0, "low", "25");
        var kept = page.Find("#flag-variants").GetAttribute("value");

        var again = await OpenAsync<NewFlagPage>(Role.ProductManager, "flags/new");
        await again.InvokeAsync(() => again.Find("#flag-variants").ChangeAsync(kept));

        again.Find("#field-variants-0--key").GetAttribute("value").ShouldBe("low");
    }

    [Fact]
    public async Task WhoMayNotCreateFlags_IsToldWhoMay()
    {
        var page = await OpenAsync<NewFlagPage>(Role.Support, "flags/new");

        page.FindAll("form").ShouldBeEmpty();
        page.Markup.ShouldContain("Creating flags needs a product manager");
    }

    private static async Task AddVariantAsync(IRenderedComponent<NewFlagPage> page, int index, string key, string value)
    {
        await page.InvokeAsync(() => page.FindAll("button").Single(button => button.TextContent.Contains("Add variant", StringComparison.Ordinal)).ClickAsync());
        await page.InvokeAsync(() => page.Find($"#field-variants-{index}--key").InputAsync(key));
        await page.InvokeAsync(() => page.Find($"#field-variants-{index}--value").InputAsync(value));
    }
}
