using Bunit;
using ExperimentAdmin.App.Features.Experiments.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Components.Features.Experiments;

/// <summary>The list of finished experiments with their decisions.</summary>
public sealed class FinishedPageTests : WorkspaceTestContext
{
    [Fact]
    public async Task WhereNothingIsFinished_ItSaysSo()
        => (await ListAsync()).Markup.ShouldContain("Nothing is finished yet");

    [Fact]
    public async Task EachRow_SaysWhatWasLearnedAndDecided_LastFirst()
    {
        await FinishAsync("Bigger", Ending.Ship(World.Variants[0]), Conclusion.Won);
        await FinishAsync("Bigger still", Ending.Control, Conclusion.Lost);

        var page = await ListAsync();

        page.FindAll("tbody th a").Select(link => link.TextContent).ShouldBe(["Bigger still", "Bigger"]);
        page.FindAll("tbody tr")[1].TextContent.ShouldContain("big shipped to everybody");
        page.FindAll("[data-testid=conclusion]").Select(badge => badge.TextContent.Trim()).ShouldBe(["Lost", "Won"]);
        Tabs(page).ShouldBe(["All: 2", "Won: 1", "Lost: 1", "Inconclusive: 0", "Stopped: 0", "No conclusion: 0"]);
    }

    [Theory]
    [InlineData("experiments/finished?conclusion=won", "Bigger")]
    [InlineData("experiments/finished?q=still", "Bigger still")]
    [InlineData("experiments/finished?sort=ended&conclusion=lost", "Bigger still")]
    public async Task TabsAndSearch_AreInTheAddress(string address, string only)
    {
        await FinishAsync("Bigger", Ending.Ship(World.Variants[0]), Conclusion.Won);
        await FinishAsync("Bigger still", Ending.Control, Conclusion.Lost);

        (await ListAsync(address)).FindAll("tbody th a").Select(link => link.TextContent).ShouldBe([only]);
    }

    [Fact]
    public async Task TheFirstToEnd_ComesFirst_WhenTheColumnIsTurned()
    {
        await FinishAsync("Bigger", Ending.Ship(World.Variants[0]), Conclusion.Won);
        await FinishAsync("Bigger still", Ending.Control, Conclusion.Lost);
        var turned = (await ListAsync()).Find("thead th a").GetAttribute("href").ShouldNotBeNull();

        turned.ShouldContain("sort=ended");
        (await ListAsync("experiments/finished?sort=ended")).FindAll("tbody th a").Select(link => link.TextContent).ShouldBe(["Bigger", "Bigger still"]);
    }

    [Theory]
    [InlineData("experiments/finished?q=nothing", "Clear the search")]
    [InlineData("experiments/finished?conclusion=won", "Show all")]
    public async Task WhereNothingIsLikeThat_ItSaysSo_AndLeadsBack(string address, string way)
    {
        await FinishAsync("Bigger", Ending.Control, Conclusion.Lost);

        var page = await ListAsync(address);

        page.Markup.ShouldContain("No finished experiment is like that");
        page.FindAll(".mud-button").Select(button => button.TextContent.Trim()).ShouldContain(way);
    }

    [Fact]
    public async Task ArchivedOnes_AreMarked_AndCanBeLeftOut()
    {
        var id = await FinishAsync("Bigger", Ending.Control, Conclusion.Lost);
        (await World.Get<ArchiveExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id, true), Cancellation)).Error.ShouldBeNull();

        (await ListAsync()).Find("tbody th").TextContent.ShouldContain("Archived");
        (await ListAsync("experiments/finished?archived=1")).FindAll("tbody tr").Count.ShouldBe(1);
        (await ListAsync("experiments/finished?archived=0")).FindAll("tbody tr").ShouldBeEmpty();
    }

    private static IEnumerable<string> Tabs(IRenderedComponent<FinishedPage> page)
        => page.FindAll("nav[aria-label=Conclusion] a").Select(tab => string.Join(' ', tab.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    private Task<IRenderedComponent<FinishedPage>> ListAsync(string address = "experiments/finished")
        => OpenAsync<FinishedPage>(Role.Viewer, address, parameters => parameters
            .Add(page => page.ProjectSlug, "shop").Add(page => page.EnvironmentSlug, "production"));

    private async Task<int> FinishAsync(string name, Ending ending, Conclusion conclusion)
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true, name);
        (await World.EndAsync(id, ending, conclusion)).Error.ShouldBeNull();
        World.Clock.Advance(TimeSpan.FromDays(1));
        return id;
    }
}
