using Bunit;
using ExperimentAdmin.App.Features.Flags.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Components.Features.Flags;

public sealed class FlagOverridesTests : WorkspaceTestContext
{
    [Fact]
    public async Task Overrides_StandInTheOrderInWhichTheyWin_WithTheRolloutLast()
    {
        await World.AddSegmentOverrideAsync("Staff", state => state.Enabled = true);
        await World.AddSegmentOverrideAsync("Testers", state => state.Enabled = true);
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));

        var page = await PageAsync();

        Titles(page).ShouldBe(["1. Staff", "2. Testers", "3. Rollout of Checkout button size"]);
        var rollout = page.Find("[data-testid=rollout]");
        rollout.QuerySelector("a")!.GetAttribute("href").ShouldBe($"shop/production/experiments/{id}");
        rollout.TextContent.ShouldContain("Nobody is in Checkout button size, which is not started. 20 % of everyone enter once it is served");
        rollout.QuerySelectorAll("button").ShouldBeEmpty();
        rollout.QuerySelector("[data-testid=everyone-bar]")!.ClassList.ShouldContain("muted", "a draft is not served");
    }

    [Fact]
    public async Task TheOrder_IsMovedWithButtons_AndSaid()
    {
        await World.AddSegmentOverrideAsync("Staff", state => state.Enabled = true);
        await World.AddSegmentOverrideAsync("Testers", state => state.Enabled = true);
        var page = await PageAsync();
        page.Find("[aria-label='Move Staff up']").HasAttribute("disabled").ShouldBeTrue();

        await page.InvokeAsync(() => page.Find("[aria-label='Move Testers up']").ClickAsync());

        page.WaitForAssertion(() => Titles(page).ShouldBe(["1. Testers", "2. Staff"]));
        page.Markup.ShouldContain("Testers is number 1 of 2 now.");
    }

    [Fact]
    public async Task AnOverride_IsEditedInPlace_AndRemovedAfterAQuestion()
    {
        var staff = await World.AddSegmentOverrideAsync("Staff", state => (state.Enabled, state.Value) = (true, "classic"));
        var page = await PageAsync();

        await page.InvokeAsync(() => page.Find("[aria-label='Edit the override of Staff']").ClickAsync());
        await page.InvokeAsync(() => page.Find("[aria-label='Share of biggest, in percent']").ChangeAsync("100"));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => page.FindAll("form").ShouldBeEmpty());
        Told.ShouldBe(["The override of Staff is saved."]);
        page.Find("[data-testid=everyone-bar]").GetAttribute("aria-label").ShouldBe("Of Staff: biggest 100 %");
        (await World.FlagAsync()).OverrideOf(staff)!.Of(World.Variants[2]).Value.ShouldBe(10_000);
        await page.InvokeAsync(() => page.Find("[aria-label='Remove the override of Staff']").ClickAsync());
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());
        page.WaitForElement(".empty").TextContent.ShouldContain("No segment gets anything of its own");
        Told.ShouldBe(["The override of Staff is removed."]);
    }

    [Fact]
    public async Task ANewOverride_NeedsASegment_AndComesLast()
    {
        await World.AddSegmentOverrideAsync("Staff", state => state.Enabled = true);
        var id = await World.AddSegmentOverrideAsync("Testers", state => state.Enabled = true);
        await World.WriteFlagAsync(flag => flag.Overrides.RemoveAll(state => state.Scope.SegmentId == id));
        await World.AddSegmentOverrideAsync("Others", state => state.Enabled = true);
        await World.WriteFlagAsync(flag => flag.Overrides.RemoveAll(state => state.Rank > 0));
        var page = await PageAsync();

        await page.InvokeAsync(() => page.Find("button.mud-button-filled-primary").ClickAsync());
        page.WaitForElement("#field-segment");
        (await OpenListAsync(page, "#field-segment")).Select(option => option.TextContent.Trim()).ShouldBe(["Choose a segment", "Others", "Testers"]);
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.Find("#field-segment").GetAttribute("aria-invalid").ShouldBe("true");
        page.Find("#field-segment-error").TextContent.ShouldContain("Choose the segment that gets something of its own.");
        await page.InvokeAsync(() => Popovers.FindAll("[role=option]")[2].ClickAsync());
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => Titles(page).ShouldBe(["1. Staff", "2. Testers"]));
        Told.ShouldBe(["The override of Testers is added."]);
    }

    [Fact]
    public async Task TheOpenForm_IsInTheAddress_SoThatAReloadKeepsIt()
    {
        var staff = await World.AddSegmentOverrideAsync("Staff", state => state.Enabled = true);
        var page = await PageAsync();

        await page.InvokeAsync(() => page.Find("[aria-label='Edit the override of Staff']").ClickAsync());
        Here.ShouldEndWith($"?tab=overrides&edit={staff}");
        page.Find("form").GetAttribute("data-keep").ShouldBe($"override-{staff}");
        (await PageAsync($"&edit={staff}")).FindAll("form").Count.ShouldBe(1);
        (await PageAsync("&edit=new")).WaitForElement("form[data-keep=override-new]");
        (await PageAsync("&edit=nonsense")).FindAll("form").ShouldBeEmpty();
    }

    [Fact]
    public async Task ANewSegment_IsMadeOnItsPage_AndComesBackChosen()
    {
        await World.AddSegmentOverrideAsync("Staff", state => state.Enabled = true);
        var id = await CreateSegmentAsync("Night owls");
        _ = await CreateSegmentAsync("Testers");

        var page = await PageAsync("&edit=new");
        page.WaitForElement("#field-segment").GetAttribute("value").ShouldBe("Choose a segment");
        page.Find("a[data-holds]").GetAttribute("href").ShouldBe("shop/production/segments/new?flag=checkout_button");
        page = await PageAsync($"&edit=new&segment={id}");
        page.WaitForElement("#field-segment").GetAttribute("value").ShouldBe("Night owls");
        page.Find("a[data-holds]").GetAttribute("href").ShouldBe($"shop/production/segments/new?flag=checkout_button&segment={id}");
        page.Find($"#{page.Find("a[data-holds]").GetAttribute("data-holds")}").LocalName.ShouldBe("input");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => Titles(page).ShouldBe(["1. Staff", "2. Night owls"]));
        Here.ShouldEndWith("?tab=overrides");
    }

    [Fact]
    public async Task ASegmentThatComesBack_IsThere_HoweverManyStandBeforeIt()
    {
        for (var number = 0; number < 101; number++)
        {
            _ = await CreateSegmentAsync($"A {number}");
        }

        var id = await CreateSegmentAsync("Zebras");

        var page = await PageAsync($"&edit=new&segment={id}");

        page.WaitForElement("#field-segment").GetAttribute("value").ShouldBe("Zebras");
    }

    [Fact]
    public async Task WhileFrozen_NothingIsOffered()
    {
        await World.AddSegmentOverrideAsync("Staff", state => state.Enabled = true);
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true);

        var page = await PageAsync();

        page.FindAll("[data-testid=override] button, button.mud-button-filled-primary").ShouldBeEmpty();
        page.Find("[data-testid=rollout]").TextContent.ShouldContain("20 % of identities are in Checkout button size now.");
        page.Find("[data-testid=rollout] [data-testid=everyone-bar]").ClassList.ShouldNotContain("muted");
    }

    private static IEnumerable<string> Titles(IRenderedComponent<FlagPage> page)
        => page.FindAll("ol .mud-card h2").Select(title => title.TextContent);

    private async Task<int> CreateSegmentAsync(string name)
        => (await World.Get<CreateSegment>().RunAsync(
            new(World.Manager, name, string.Empty, [new(RuleType.All, [new SegmentCondition("plan", SegmentOperator.Equal, "pro")], [])]), Cancellation)).Value;

    private async Task<IRenderedComponent<FlagPage>> PageAsync(string query = "")
    {
        var page = await OpenAsync<FlagPage>(
            Role.ProductManager, $"flags/checkout_button?tab=overrides{query}", builder => builder.Add(page => page.FeatureName, "checkout_button"));
        page.WaitForElement("ol");
        return page;
    }
}
