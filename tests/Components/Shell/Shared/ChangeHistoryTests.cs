using Bunit;
using ExperimentAdmin.App.Shell.Shared.History;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Shell.Shared;

public sealed class ChangeHistoryTests : AppTestContext
{
    private static readonly SegmentRule[] s_rules = [new(RuleType.All, [new SegmentCondition("plan", SegmentOperator.Equal, "pro")], [])];

    private World _world = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _world = await World.CreateAsync(Database);
    }

    [Fact]
    public async Task ShowsWhoDidWhat_WithBeforeAndAfter_AndFollowsNewChanges()
    {
        var id = await CreateAsync();
        var history = Show(id);
        history.WaitForElement("[data-testid=change]").TextContent.ShouldContain("ProductManager, just now");

        (await Services.GetRequiredService<EditSegment>().RunAsync(new(_world.Manager, id) { Name = "Crew" }, Cancellation)).Error.ShouldBeNull();

        history.WaitForAssertion(() => history.FindAll("[data-testid=change]").Count.ShouldBe(2));
        history.Find("[data-testid=change] summary").TextContent.Trim().ShouldBe("renamed from Staff");
        history.Find("[data-testid=change] caption").TextContent.ShouldBe("Before and after (1 field)");
        history.Find("[data-testid=change] tbody tr").TextContent.ShouldBe("nameStaffCrew");
    }

    [Fact]
    public async Task OlderChanges_AreShownOnRequest()
    {
        var id = await CreateAsync();
        for (var edit = 0; edit < 12; edit++)
        {
            (await Services.GetRequiredService<EditSegment>().RunAsync(new(_world.Manager, id) { Name = $"Staff {edit}" }, Cancellation)).Error.ShouldBeNull();
        }

        var history = Show(id);
        history.WaitForAssertion(() => history.FindAll("[data-testid=change]").Count.ShouldBe(10));
        await history.InvokeAsync(() => history.Find("button").ClickAsync(new()));

        history.WaitForAssertion(() => history.FindAll("[data-testid=change]").Count.ShouldBe(13));
        history.FindAll("button").ShouldBeEmpty();
    }

    [Fact]
    public void WithoutChanges_SaysSo() => Show(4_711).WaitForElement("p.quiet").TextContent.ShouldBe("No change is recorded yet.");

    private async Task<int> CreateAsync()
        => (await Services.GetRequiredService<CreateSegment>().RunAsync(new(_world.Manager, "Staff", "", s_rules), Cancellation)).Value;

    private IRenderedComponent<ChangeHistory> Show(int segmentId) => Render<ChangeHistory>(parameters => parameters
        .Add(part => part.Access, _world.Manager)
        .Add(part => part.Key, AuditKey.Segment(segmentId)));
}
