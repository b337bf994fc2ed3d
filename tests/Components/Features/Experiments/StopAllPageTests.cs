using Bunit;
using ExperimentAdmin.App.Features.Experiments.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Emergency;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Components.Features.Experiments;

/// <summary>The emergency door on the list of experiments.</summary>
public sealed class StopAllPageTests : WorkspaceTestContext
{
    [Fact]
    public async Task ItStopsWhatRuns_SaysWhoDid_AndResumesJustThat()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        var page = await ListAsync(Role.ProductManager);
        page.WaitForElement("[data-testid=stop-all]").TextContent.Trim().ShouldBe("Stop all (1 runs)…");
        await page.InvokeAsync(() => page.Find("[data-testid=stop-all]").ClickAsync());
        var dialog = Dialogs.WaitForElement("[role=dialog]");
        dialog.TextContent.ShouldContain("Paused from now: Checkout button size.");
        await page.InvokeAsync(() => Dialogs.Find("#stop-reason").InputAsync(new() { Value = "The checkout is down." }));

        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        page.WaitForAssertion(() => page.Find("[data-testid=stopped]").TextContent.ShouldContain("ProductManager stopped everything that ran"));
        (await World.ViewAsync(id)).Item.Status.ShouldBe(ExperimentStatus.Paused);
        page.FindAll("[data-testid=stop-all]").ShouldBeEmpty();
        await page.InvokeAsync(() => page.Find("[data-testid=stopped] button").ClickAsync());
        Dialogs.WaitForElement("[role=dialog]").TextContent.ShouldContain("Running again from now: Checkout button size.");
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        page.WaitForAssertion(() => page.FindAll("[data-testid=stopped]").ShouldBeEmpty());
        (await World.ViewAsync(id)).Item.Status.ShouldBe(ExperimentStatus.Running);
        Told[^1].ShouldBe("1 experiment resumed.");
    }

    [Fact]
    public async Task OfMany_TheBarNamesAFew_AndTheQuestionAll()
    {
        for (var number = 1; number <= 8; number++)
        {
            await RunAnotherAsync(number);
        }

        (await World.Get<StopAllExperiments>().RunAsync(new(World.Manager, World.EnvironmentId), Cancellation)).Error.ShouldBeNull();
        var page = await ListAsync(Role.ProductManager);

        page.WaitForElement("[data-testid=stopped]").TextContent.ShouldContain(": Banner 1, Banner 2, Banner 3, Banner 4, Banner 5 and 3 more. Everybody");
        await page.InvokeAsync(() => page.Find("[data-testid=stopped] button").ClickAsync());
        Dialogs.WaitForElement("[role=dialog]").TextContent.ShouldContain("Banner 6, Banner 7 and Banner 8.");
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Support)]
    public async Task WhoMayNot_SeesOnlyThatItIsStopped(Role role)
    {
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        (await ListAsync(role)).FindAll("[data-testid=stop-all]").ShouldBeEmpty();
        (await World.Get<StopAllExperiments>().RunAsync(new(World.Manager, World.EnvironmentId), Cancellation)).Error.ShouldBeNull();

        var page = await ListAsync(role);

        page.WaitForElement("[data-testid=stopped]");
        page.FindAll("[data-testid=stopped] button").ShouldBeEmpty();
    }

    [Fact]
    public async Task WhereNothingRuns_ThereIsNoDoor()
    {
        await World.CreateExperimentAsync();

        (await ListAsync(Role.ProductManager)).FindAll("[data-testid=stop-all]").ShouldBeEmpty();
    }

    private async Task RunAnotherAsync(int number)
    {
        var flag = (await World.Get<CreateFeature>().RunAsync(
            new(World.Manager, $"banner_{number}", FlagValueType.String) { InitialValue = "none", Variants = [new("big", "big")] }, Cancellation)).Value;
        (await World.Get<CreateExperiment>().RunAsync(
            new(World.Manager, World.EnvironmentId, flag, $"Banner {number}", "It helps.")
            {
                Rollout = new RolloutChange { Percentage = new BasisPoints(2_000) },
                Start = true,
                Anyway = true,
            },
            Cancellation)).Error.ShouldBeNull();
    }

    private Task<IRenderedComponent<ExperimentsPage>> ListAsync(Role role)
        => OpenAsync<ExperimentsPage>(role, "experiments", parameters => parameters
            .Add(page => page.ProjectSlug, "shop").Add(page => page.EnvironmentSlug, "production"));
}
