using Bunit;
using ExperimentAdmin.App.Features.Flags.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Components.Features.Flags;

public sealed class FlagIdentitiesTests : WorkspaceTestContext
{
    [Fact]
    public async Task Support_ForcesAnIdentity_EvenWhileTheFlagIsFrozen()
    {
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true);
        var page = await PageAsync(Role.Support);
        page.Find(".empty").TextContent.ShouldContain("No identity is forced to anything");

        await page.InvokeAsync(() => page.Find("button.mud-button-filled-primary").ClickAsync());
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.WaitForElement("#field-identifier[aria-invalid=true]");
        await page.InvokeAsync(() => page.Find("#field-identifier").InputAsync("ada@shop"));
        await SelectAsync(page, "#field-variant", "the variant bigger");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => page.Find("tbody th").TextContent.ShouldBe("ada@shop"));
        page.Find("tbody tr").TextContent.ShouldContain("bigger");
        Told.ShouldBe(["ada@shop is forced from now on."]);
    }

    [Fact]
    public async Task BlanksAroundAnIdentifier_Count()
    {
        await ForceAsync("ada", value: "own");
        var page = await PageAsync(Role.Support);
        await page.InvokeAsync(() => page.Find("button.mud-button-filled-primary").ClickAsync());
        page.Find("#field-identifier-hint").TextContent.ShouldContain("blanks around it count");
        await page.InvokeAsync(() => page.Find("#field-identifier").InputAsync(" [ada"));
        page.FindAll("[data-testid=not-listed]").ShouldBeEmpty();

        await page.InvokeAsync(() => page.Find("#field-identifier").InputAsync("ada "));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => page.FindAll("tbody th").Select(cell => cell.TextContent).ShouldBe(["ada", "ada "]));
    }

    [Fact]
    public async Task AnIdentifierThatClientsWouldTakeForAList_IsWarnedOf()
    {
        var page = await PageAsync(Role.Support);
        await page.InvokeAsync(() => page.Find("button.mud-button-filled-primary").ClickAsync());
        page.FindAll("[data-testid=not-listed]").ShouldBeEmpty();
        await page.InvokeAsync(() => page.Find("#field-identifier").InputAsync("ada,ben"));
        page.Find("[data-testid=not-listed]").TextContent.ShouldContain("evaluate on their own are not told");
        await page.InvokeAsync(() => page.Find("#field-identifier").InputAsync("ada"));
        page.FindAll("[data-testid=not-listed]").ShouldBeEmpty();
    }

    [Fact]
    public async Task TheOpenForm_IsInTheAddress_SoThatAReloadKeepsIt()
    {
        await ForceAsync("ada", value: "own");
        var before = await PageAsync(Role.Support);
        await ChooseAsync(before, "Change…", "tbody [aria-haspopup=menu]");
        var query = Here.Split("?tab=identities")[1];

        var page = await PageAsync(Role.Support, query);
        page.WaitForElement("#field-value").GetAttribute("value").ShouldBe("own");
        JSInterop.Invocations["restoreForm"].Count.ShouldBe(2);
        await page.InvokeAsync(() => page.FindAll("form button").Single(button => button.TextContent == "Cancel").ClickAsync());

        page.FindAll("form").ShouldBeEmpty();
        Here.ShouldBe("shop/production/flags/checkout_button?tab=identities");
    }

    [Fact]
    public async Task AnIdentity_IsChanged_AndSetFree()
    {
        await ForceAsync("ada", value: "own");
        var page = await PageAsync(Role.Support);

        await ChooseAsync(page, "Change…", "tbody [aria-haspopup=menu]");
        page.FindAll("#field-identifier").ShouldBeEmpty();
        await page.InvokeAsync(() => page.Find("#field-value").InputAsync("other"));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.WaitForAssertion(() => page.Find("tbody tr").TextContent.ShouldContain("other"));
        await ChooseAsync(page, "Remove…", "tbody [aria-haspopup=menu]");
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        page.WaitForElement(".empty").TextContent.ShouldContain("No identity is forced to anything");
    }

    [Fact]
    public async Task AStaleChange_ShowsWhatIsThere_AndThenGoesThrough()
    {
        await ForceAsync("ada", value: "own");
        var page = await PageAsync(Role.Support);
        await ChooseAsync(page, "Change…", "tbody [aria-haspopup=menu]");
        await page.InvokeAsync(() => page.Find("#field-value").InputAsync("mine"));
        await ForceAsync("ada", value: "theirs");

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForElement("form .mud-alert.warning").TextContent.ShouldContain("\"theirs\"");
        page.Find("#field-value").GetAttribute("value").ShouldBe("mine");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.WaitForAssertion(() => page.Find("tbody tr").TextContent.ShouldContain("mine"));
    }

    [Fact]
    public async Task TheSearch_IsInTheAddress()
    {
        await ForceAsync("ada");
        await ForceAsync("ben");

        var page = await PageAsync(Role.Viewer, "&q=AD");

        page.FindAll("tbody th").Select(row => row.TextContent).ShouldBe(["ada"]);
        page.FindAll("[aria-haspopup=menu], button.mud-button-filled-primary").ShouldBeEmpty();
        (await PageAsync(Role.Viewer, "&q=zzz")).Find(".empty h2").TextContent.ShouldBe("No identity override is for “zzz”");
    }

    private async Task ForceAsync(string identifier, string? value = null)
        => (await World.Get<PutIdentityOverride>().RunAsync(
            new(World.Manager, World.EnvironmentId, World.FeatureId, identifier) { Enabled = true, Value = value }, Cancellation)).Error.ShouldBeNull();

    private async Task<IRenderedComponent<FlagPage>> PageAsync(Role role, string query = "")
    {
        var page = await OpenAsync<FlagPage>(
            role, $"flags/checkout_button?tab=identities{query}", builder => builder.Add(page => page.FeatureName, "checkout_button"));
        page.WaitForElement("table, .empty");
        return page;
    }
}
