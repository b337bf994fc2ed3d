using Bunit;
using ExperimentAdmin.App.Features.Flags.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Components.Features.Flags;

public sealed class FlagsPageTests : WorkspaceTestContext
{
    [Fact]
    public async Task ARow_SaysWhatIsServed_AndWhoHoldsTheFlag()
    {
        await World.AddSegmentOverrideAsync("Staff", state => state.Enabled = true);
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true);
        await World.AllocateDefaultAsync(2_500);

        var row = (await ListAsync()).Find("tbody tr");

        row.QuerySelector("th a")!.GetAttribute("href").ShouldBe("shop/production/flags/checkout_button");
        row.QuerySelector("[data-testid=everyone-bar]")!.GetAttribute("aria-label").ShouldBe("Of everyone: control 75 % and big 25 %");
        row.TextContent.ShouldContain("1 segment");
        row.TextContent.ShouldContain("Checkout button size");
        row.QuerySelectorAll("a").Length.ShouldBe(1, "the name is the only link of a row");
        row.TextContent.ShouldContain("Running");
    }

    [Fact]
    public async Task ANameFromBefore_ThatBreaksClients_IsMarked()
    {
        (await ListAsync()).Markup.ShouldNotContain("Name breaks clients");
        await using (var db = World.Open())
        {
            await db.Set<Feature>().ExecuteUpdateAsync(row => row.SetProperty(feature => feature.Name, "constructor"), Cancellation);
        }

        (await ListAsync()).Find("tbody tr").TextContent.ShouldContain("Name breaks clients");
    }

    [Theory]
    [InlineData(Role.Viewer, false)]
    [InlineData(Role.Support, false)]
    [InlineData(Role.ProductManager, true)]
    public async Task OnlyWhoMayCreateFlags_IsOfferedIt(Role role, bool offered)
        => (await ListAsync(role: role)).FindAll("a[href='shop/production/flags/new']").Any().ShouldBe(offered);

    [Fact]
    public async Task TheTabs_Count_AndTheAddressSaysWhichIsShown()
    {
        await CreateAsync("dark_mode");

        var page = await ListAsync("?show=plain");

        page.FindAll("nav[aria-label='Which flags'] .count").Select(count => count.TextContent).ShouldBe(["2", "1", "1", "0"]);
        page.Find("nav[aria-label='Which flags'] [aria-current]").TextContent.ShouldContain("Plain");
        page.FindAll("tbody tr").Count.ShouldBe(1);
    }

    [Fact]
    public async Task ASearchWithoutAHit_SaysSo_AndCanBeCleared()
    {
        var page = await ListAsync("?q=nothing");

        page.Find(".empty h2").TextContent.ShouldBe("No flag is called like “nothing”");
        await page.InvokeAsync(() => page.Find(".empty button").ClickAsync());
        Here.ShouldBe("shop/production/flags");
    }

    [Theory]
    [InlineData(Role.ProductManager, "Create the first flag")]
    [InlineData(Role.Viewer, "A product manager can create one.")]
    public async Task AnEmptyProject_NamesTheNextStep(Role role, string step)
    {
        (await World.Get<DeleteFeature>().RunAsync(new(World.Manager, World.FeatureId), Cancellation)).Error.ShouldBeNull();

        (await ListAsync(role: role)).Find(".empty").TextContent.ShouldContain(step);
    }

    private async Task CreateAsync(string name)
        => (await World.Get<CreateFeature>().RunAsync(new(World.Manager, name, FlagValueType.Boolean), Cancellation)).Error.ShouldBeNull();

    private async Task<IRenderedComponent<FlagsPage>> ListAsync(string query = "", Role role = Role.ProductManager)
    {
        var page = await OpenAsync<FlagsPage>(role, $"flags{query}");
        page.WaitForElement(".mud-card, .empty");
        return page;
    }
}
