using Bunit;
using ExperimentAdmin.App.Features.Experiments.Timeline;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Periods;

namespace ExperimentAdmin.Components.Features.Experiments;

/// <summary>The rollout over time, and starting over with other people.</summary>
public sealed class TimelineTests : ExperimentPageTestContext
{
    [Fact]
    public async Task ADraft_HasNone()
        => (await PageAsync(await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000)))).FindAll("[data-testid=timeline]").ShouldBeEmpty();

    [Fact]
    public async Task PeriodsAndPauses_AreStepsAndGaps_WithTheSameInATable()
    {
        var id = await RunningAsync();
        World.Clock.Advance(TimeSpan.FromHours(1));
        (await World.ApplyAsync(id, World.Rollout(4_000, enabled: true, 2_500))).Error.ShouldBeNull();
        World.Clock.Advance(TimeSpan.FromHours(1));
        (await World.PauseAsync(id)).Error.ShouldBeNull();
        World.Clock.Advance(TimeSpan.FromHours(2));

        var page = await PageAsync(id);

        page.WaitForAssertion(() => page.FindAll("[data-testid=timeline] .step").Select(step => step.GetAttribute("style"))
            .ShouldBe(["left:0%;width:25%;height:40%", "left:25%;width:25%;height:80%"]));
        page.FindAll("[data-testid=timeline] .step:nth-of-type(2) span").Select(part => (part.ClassName, part.GetAttribute("style")))
            .ShouldBe([("arm-0", "height:75%"), ("arm-1", "height:25%")]);
        page.Find("[data-testid=timeline] .gap").GetAttribute("style").ShouldBe("left:50%;width:50%");
        page.FindAll("[data-testid=timeline] tbody tr").Select(row => string.Join(" | ", row.Children.Skip(1).Select(cell => cell.TextContent.Trim()))).ShouldBe(
        [
            "lasts | — | nobody was in it | ProductManager: paused: everybody gets the environment default",
            "2 March 2026, 11:00:00 UTC | 40 % | control 75 %, big 25 % | ProductManager: rollout 20 % to 40 %; split big 50 % to 25 %",
            "2 March 2026, 10:00:00 UTC | 20 % | control 50 %, big 50 % | ProductManager: started at 20 %: big 50 %, control 50 %; started anyway: nobody asks",
        ]);
    }

    [Fact]
    public async Task ANewPhase_IsAskedForWithAReason_AndMarked()
    {
        var id = await RunningAsync();
        World.Clock.Advance(TimeSpan.FromHours(1));
        var page = await PageAsync(id, Role.ProductManager);
        await ChooseAsync(page, "New phase…", ".page-header [aria-haspopup=menu]");
        Dialogs.WaitForAssertion(() => Dialogs.Find("[role=dialog]").TextContent.ShouldContain("Start Checkout button size over with other people?"));

        await ConfirmAsync();
        Dialogs.WaitForAssertion(() => Dialogs.Find("#phase-reason-error").TextContent.ShouldContain("Say why everybody is dealt again"));
        (await World.ViewAsync(id)).Item.Phase.ShouldBe(1);

        await Dialogs.InvokeAsync(() => Dialogs.Find("#phase-reason").InputAsync(new() { Value = "The events were counted twice." }));
        await ConfirmAsync();

        page.WaitForAssertion(() => page.Find("[data-testid=timeline] .phase").TextContent.ShouldBe("Phase 2"));
        (await World.ViewAsync(id)).Item.Phase.ShouldBe(2);
        page.FindAll("[data-testid=timeline] tbody tr")[0].TextContent.ShouldContain("The events were counted twice.");

        Task ConfirmAsync() => page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());
    }

    [Fact]
    public void AStartOfThisMoment_HasAWidth_AndAScaleThatItFits()
    {
        var at = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        var layout = TimelineLayout.Of(
            new ExperimentTimeline(
                [new(1, at, "Pat", null, null)],
                [new(1, at, null, new BasisPoints(700), [], 1)],
                [new(at, "Pat", "started", null, 1)]),
            at, at);

        layout.Top.ShouldBe(10);
        layout.Steps.ShouldHaveSingleItem().ShouldBe(new TimelineLayout.Step(layout.Steps[0].Period, 0, 100, 70));
        layout.Gaps.ShouldBeEmpty();
        layout.Dots.ShouldHaveSingleItem().Left.ShouldBe(0);
    }
}
