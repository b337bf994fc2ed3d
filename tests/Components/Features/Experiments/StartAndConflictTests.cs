using Bunit;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Disturbances;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Presence;
using ExperimentAdmin.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Features.Experiments;

/// <summary>What is asked before a start, what disturbs an experiment, and who else is there.</summary>
public sealed class StartAndConflictTests : ExperimentPageTestContext
{
    [Fact]
    public async Task AStart_AsksAboutWhatDoesNotHold_AndGoesOnceItIsAcknowledged()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 6_000));
        var page = await PageAsync(id);
        await page.InvokeAsync(() => page.FindAll(".page-header button").First(button => button.TextContent.Contains("Start", StringComparison.Ordinal)).ClickAsync());
        var dialog = Dialogs.WaitForElement("[role=dialog]");
        dialog.TextContent.ShouldContain("The split is uneven");
        dialog.TextContent.ShouldContain("No application asked for the flag in the last day");

        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());
        Dialogs.Find("[data-testid=start-checks] [role=alert]").TextContent.ShouldContain("Tick “Start anyway”");
        (await World.ViewAsync(id)).Item.Status.ShouldBe(ExperimentStatus.Created);
        await page.InvokeAsync(() => Dialogs.Find("#field-anyway").ChangeAsync(new() { Value = true }));
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        page.WaitForAssertion(() => page.Find(".page-header .mud-chip").TextContent.Trim().ShouldBe("Running"));
        Told.ShouldHaveSingleItem().ShouldBe("Checkout button size is running.");
    }

    [Fact]
    public async Task AnAdministrator_OpensTheFrozenFlag_WithAReason_AndFreezesItAgain()
    {
        var id = await RunningAsync();
        var page = await PageAsync(id, Role.Administrator);
        await ChooseAsync(page, "Open the frozen flag…", ".page-header [aria-haspopup=menu]");
        Dialogs.WaitForElement("[role=dialog]");
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());
        Dialogs.Find("[role=dialog]").TextContent.ShouldContain("Say why the flag has to be changed");

        await page.InvokeAsync(() => Dialogs.Find("#open-reason").InputAsync(new() { Value = "The price was wrong." }));
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        page.WaitForAssertion(() => page.Find("[data-testid=flag-open]").TextContent.ShouldContain("Administrator opened it"));
        page.Find("[data-testid=flag-open]").TextContent.ShouldContain("The price was wrong.");
        await page.InvokeAsync(() => page.Find("[data-testid=flag-open] button").ClickAsync());
        page.WaitForAssertion(() => page.Find("[data-testid=disturbed]").TextContent.ShouldContain("was disturbed"));
    }

    [Theory]
    [InlineData(Role.Support)]
    [InlineData(Role.ProductManager)]
    public async Task NobodyElse_IsOfferedTheDoor_ButSeesThatItIsOpen(Role role)
    {
        var id = await RunningAsync();
        (await Services.GetRequiredService<OpenFrozenFlag>().RunAsync(
            new(await World.AccessAsync(Role.Administrator), World.EnvironmentId, id, "Because."), Cancellation)).Error.ShouldBeNull();

        var page = await PageAsync(id, role);

        page.FindAll("[data-testid=flag-open]").Count.ShouldBe(1);
        page.FindAll("[data-testid=flag-open] button").ShouldBeEmpty();
    }

    [Fact]
    public async Task AnExcludedSegment_IsNamedAmongWhatDisturbedIt()
    {
        var id = await RunningAsync();
        var segment = await World.AddSegmentOverrideAsync("Staff", state => state.Value = "staff");
        await World.WriteFlagAsync(flag => _ = flag.Overrides.RemoveAll(state => state.Scope.SegmentId == segment));
        (await Services.GetRequiredService<ExcludeSegment>().RunAsync(
            new(World.Manager, World.EnvironmentId, id, segment, "They test."), Cancellation)).Error.ShouldBeNull();

        var page = await PageAsync(id);

        page.WaitForAssertion(() => page.Find("[data-testid=disturbances]").TextContent.ShouldContain("Staff was excluded"));
        page.Find("[data-testid=conflicts]").TextContent.ShouldContain("Whoever is in the segment");
    }

    [Fact]
    public async Task ExcludingASegment_NeedsOne()
    {
        var page = await PageAsync(await RunningAsync());
        page.WaitForElement("[data-testid=conflicts] button");
        await page.InvokeAsync(() => page.Find("[data-testid=conflicts] button").ClickAsync());
        Dialogs.WaitForElement("[role=dialog]");

        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        page.WaitForAssertion(() => Dialogs.Find("[role=dialog]").TextContent.ShouldContain("Choose the segment to exclude."));
    }

    [Fact]
    public async Task WhoElseIsThere_IsSaid_AndThatTheyEdit()
    {
        var id = await RunningAsync();
        _ = await World.Get<Presences>().BeatAsync(
            await World.AccessAsync(Role.Support), World.EnvironmentId, id, Guid.NewGuid().ToString("N"), isEditing: true, Cancellation);

        var page = await PageAsync(id);

        page.WaitForAssertion(() => page.Find("[data-testid=presence]").TextContent.Trim().ShouldBe("Support is editing this experiment right now."));
        (await World.Get<Presences>().BeatAsync(
            await World.AccessAsync(Role.Viewer), World.EnvironmentId, id, Guid.NewGuid().ToString("N"), isEditing: false, Cancellation))
            .Select(person => person.Name).ShouldBe(["Support", "Administrator"]);
    }
}
