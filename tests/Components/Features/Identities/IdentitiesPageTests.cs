using Bunit;
using ExperimentAdmin.App.Features.Identities.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Serving.Loading;
using ExperimentAdmin.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Features.Identities;

public sealed class IdentitiesPageTests : WorkspaceTestContext
{
    [Fact]
    public async Task NobodyAsked_ShowsWhatToDo()
        => (await OpenAsync("")).Find(".empty h2").TextContent.ShouldBe("Ask about anybody");

    [Fact]
    public async Task InsideTheRollout_NamesBothHashes_AndWhereTheyFall()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(10_000, enabled: true, 5_000, 5_000), start: true);

        var page = await OpenAsync("?identifier=user_1");

        var why = page.Find("td.wide-only [data-testid=why]");
        why.TextContent.ShouldContain("The rollout of the experiment won.");
        why.TextContent.ShouldContain("Inside the rollout: hash");
        why.TextContent.ShouldContain("is not above 100.");
        why.TextContent.ShouldMatch(@"Split hash \d+\.\d+ falls in (big from 0 to 50|bigger from 50 to 100)\.");
        why.QuerySelector($"a[href='shop/production/experiments/{id}']").ShouldNotBeNull();
        why.QuerySelectorAll("[role=img]").Length.ShouldBe(2);
    }

    [Fact]
    public async Task OutsideTheRollout_SaysWhichHashIsAboveWhichPercentage()
    {
        await World.CreateExperimentAsync(World.Rollout(1, enabled: true, 10_000), start: true);

        var page = await OpenAsync("?identifier=user_1");

        page.Find("td.wide-only [data-testid=why]").TextContent.ShouldMatch(@"Outside the rollout: hash \d+\.\d+ is above 0\.01\.");
    }

    [Theory]
    [InlineData(false, "The experiment is draft, so its rollout is not served.")]
    [InlineData(true, "The experiment is paused, so its rollout is not served.")]
    public async Task ARolloutThatIsNotServed_SaysWhy(bool pause, string expected)
    {
        var id = await World.CreateExperimentAsync(World.Rollout(10_000, enabled: true, 10_000), start: pause);
        if (pause)
        {
            (await World.PauseAsync(id)).Error.ShouldBeNull();
        }

        (await OpenAsync("?identifier=user_1")).Find("td.wide-only [data-testid=why]").TextContent.ShouldContain(expected);
    }

    [Theory]
    [InlineData(10_000, false, "The experiment is running, but its rollout is not served: it is switched off")]
    [InlineData(0, true, "The experiment is running, but its rollout lets nobody in.")]
    public async Task ARunningExperimentThatNobodyEnters_SaysWhy(int percentage, bool enabled, string expected)
    {
        var id = await World.CreateExperimentAsync(World.Rollout(10_000, enabled: true, 10_000), start: true);
        (await World.ApplyAsync(id, World.Rollout(percentage, enabled, 10_000))).Error.ShouldBeNull();

        (await OpenAsync("?identifier=user_1")).Find("td.wide-only [data-testid=why]").TextContent.ShouldContain(expected);
    }

    [Fact]
    public async Task Traits_DecideSegments_AndTheLosersAreNamed()
    {
        await World.AddSegmentOverrideAsync("Pro", state => (state.Enabled, state.Value) = (true, "pro"));
        await World.CreateExperimentAsync(World.Rollout(10_000, enabled: true, 10_000), start: true);

        var page = await OpenAsync("?identifier=user_1&traits=plan%20%3D%20pro");

        var why = page.Find("td.wide-only [data-testid=why]");
        why.TextContent.ShouldContain("The override of the segment Pro won.");
        why.QuerySelectorAll("ol li").Select(item => item.TextContent.Trim()).ShouldBe(
            ["Segment Pro: won", "Rollout of the experiment: matches, but came later", "Environment default: came last"]);
    }

    [Fact]
    public async Task AForcedIdentity_SaysThatItsOverrideWon()
    {
        await World.CreateExperimentAsync(World.Rollout(10_000, enabled: true, 10_000), start: true);
        (await World.Get<PutIdentityOverride>().RunAsync(
            new(World.Manager, World.EnvironmentId, World.FeatureId, "vip") { Enabled = true, VariantId = World.Variants[1] }, Cancellation)).Error.ShouldBeNull();

        var page = await OpenAsync("?identifier=vip");

        page.Find("td.gets").TextContent.ShouldContain("bigger");
        page.Find("td.wide-only [data-testid=why]").TextContent.ShouldContain("An override of this one identity won");
    }

    [Theory]
    [InlineData("", "", "Enter the identifier that the application sends")]
    [InlineData("user_1", "plan", "Line 1 is not a trait.")]
    public async Task BadInput_NamesTheField_AndKeepsWhatWasTyped(string identifier, string traits, string expected)
    {
        var page = await OpenAsync("");
        await page.InvokeAsync(() => page.Find("#field-identifier").InputAsync(identifier));
        await page.InvokeAsync(() => page.Find("#field-traits").InputAsync(traits));

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.Find(".field .error").TextContent.ShouldContain(expected);
        page.Find("#field-traits").GetAttribute("value").ShouldBe(traits);
    }

    [Fact]
    public async Task WhatIsHalfTyped_IsPutBackAfterAReload_UntilItIsAsked()
    {
        var page = await OpenAsync("?identifier=user_1");
        JSInterop.Invocations["restoreForm"].Count.ShouldBe(1);
        await page.InvokeAsync(() => page.Find("#field-identifier").InputAsync("user_2"));
        JSInterop.Invocations["forgetForm"].ShouldBeEmpty();

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        JSInterop.Invocations["forgetForm"].Count.ShouldBe(1);
        Here.ShouldBe("shop/production/identities?identifier=user_2");
    }

    [Fact]
    public async Task WhoIsAskedAbout_IsInTheAddress()
    {
        var page = await OpenAsync("");
        await page.InvokeAsync(() => page.Find("#field-identifier").InputAsync("jürgen@example.com"));

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        Uri.UnescapeDataString(Here).ShouldBe("shop/production/identities?identifier=jürgen@example.com");
    }

    private async Task<IRenderedComponent<IdentitiesPage>> OpenAsync(string query)
    {
        await Services.GetRequiredService<EnvironmentKeeper>().CatchUpAsync(Cancellation);
        return await OpenAsync<IdentitiesPage>(Role.Viewer, $"identities{query}", parameters => parameters
            .Add(page => page.ProjectSlug, "shop").Add(page => page.EnvironmentSlug, "production"));
    }
}
