using Bunit;
using ExperimentAdmin.App.Features.Segments.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Features.Segments;

public sealed class SegmentsPageTests : WorkspaceTestContext
{
    private static readonly SegmentRule[] s_rules = [new(RuleType.All, [new SegmentCondition("plan", SegmentOperator.Equal, "pro")], [])];

    [Fact]
    public async Task WithoutSegments_SaysWhatOneIs_AndOffersTheFirstToThoseWhoMay()
    {
        var page = await OpenAsync<SegmentsPage>(Role.ProductManager, "segments");
        page.WaitForElement(".empty h2").TextContent.ShouldBe("No segments yet");
        page.Find(".empty a").GetAttribute("href").ShouldBe("shop/production/segments/new");

        var viewer = await OpenAsync<SegmentsPage>(Role.Viewer, "segments");
        viewer.WaitForElement(".empty").QuerySelectorAll("a").ShouldBeEmpty();
        viewer.FindAll(".mud-button-filled-primary").ShouldBeEmpty();
    }

    [Fact]
    public async Task ARow_SaysWhatUsesTheSegment()
    {
        await World.AddSegmentOverrideAsync("Staff", state => state.Enabled = true);
        await CreateAsync("Beta testers");

        var page = await OpenAsync<SegmentsPage>(Role.Viewer, "segments");

        page.WaitForAssertion(() => Rows(page).ShouldBe(["Beta testers: no flag", "Staff: 1 flag"]));
        page.FindAll("[aria-haspopup=menu]").ShouldBeEmpty();
    }

    [Fact]
    public async Task TheAddress_SaysWhatIsShown()
    {
        await CreateAsync("Staff");
        var archived = await CreateAsync("Beta testers");
        (await Services.GetRequiredService<ArchiveSegment>().RunAsync(new(World.Manager, archived), Cancellation)).Error.ShouldBeNull();

        Rows(await OpenAsync<SegmentsPage>(Role.Viewer, "segments")).ShouldBe(["Staff: no flag"]);
        Rows(await OpenAsync<SegmentsPage>(Role.Viewer, "segments?show=archived")).ShouldBe(["Beta testers: no flag"]);
        var missed = await OpenAsync<SegmentsPage>(Role.Viewer, "segments?q=zebra");
        missed.Find(".empty h2").TextContent.ShouldBe("No active segment is called like “zebra”");
        await missed.InvokeAsync(() => missed.Find(".empty button").ClickAsync(new()));
        Here.ShouldBe("shop/production/segments");
    }

    [Fact]
    public async Task AnAction_SaysItsEffect_IsDone_AndTheListFollows()
    {
        await CreateAsync("Staff");
        var page = await OpenAsync<SegmentsPage>(Role.ProductManager, "segments");

        await ChooseAsync(page, "Archive…");
        Dialogs.Find("[role=dialog] h2").TextContent.ShouldBe("Archive Staff?");
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        Dialogs.WaitForAssertion(() => Dialogs.FindAll("[role=dialog]").ShouldBeEmpty());
        page.Find(".empty h2").TextContent.ShouldBe("No segments yet");
        Told.ShouldHaveSingleItem().ShouldBe("Staff is archived.");
    }

    [Fact]
    public async Task AnActionOnWhatSomebodyElseChangedMeanwhile_IsRefusedOnce()
    {
        var id = await CreateAsync("Staff");
        var page = await OpenAsync<SegmentsPage>(Role.ProductManager, "segments");
        await ChooseAsync(page, "Archive…");
        (await Services.GetRequiredService<EditSegment>().RunAsync(new(World.Manager, id) { Name = "Crew" }, Cancellation)).IsOk.ShouldBeTrue();

        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());
        Dialogs.WaitForAssertion(() => Dialogs.Find("[role=dialog] h2").TextContent.ShouldBe("Archive Crew?"));
        Dialogs.Find("[role=dialog] [role=alert]").TextContent.ShouldContain("renamed");
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        Dialogs.WaitForAssertion(() => Dialogs.FindAll("[role=dialog]").ShouldBeEmpty());
    }

    [Fact]
    public async Task ARefusedAction_SaysWhy_InItsDialog()
    {
        await World.AddSegmentOverrideAsync("Staff", state => state.Enabled = true);
        var page = await OpenAsync<SegmentsPage>(Role.ProductManager, "segments");

        await ChooseAsync(page, "Delete…");
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        Dialogs.WaitForAssertion(() => Dialogs.Find("[role=dialog] [role=alert]").TextContent.ShouldContain("is used by checkout_button in Production"));
    }

    private static IEnumerable<string> Rows(IRenderedComponent<SegmentsPage> page)
        => page.FindAll("tbody tr").Select(row => $"{row.QuerySelector("th a")!.TextContent}: {row.QuerySelector("td")!.TextContent}");

    private async Task<int> CreateAsync(string name)
        => (await Services.GetRequiredService<CreateSegment>().RunAsync(new(World.Manager, name, "", s_rules), Cancellation)).Value;
}
