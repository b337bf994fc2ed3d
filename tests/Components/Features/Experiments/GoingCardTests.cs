using AngleSharp.Dom;
using Bunit;
using ExperimentAdmin.App.Features.Experiments.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Serving.Counts;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Features.Experiments;

/// <summary>The first thing that an experiment's page says: who is in it, since when, and whether anybody asks.</summary>
public sealed class GoingCardTests : ExperimentPageTestContext
{
    private readonly CountedCommands _counted = new();

    private FlagAsks Asks => Services.GetRequiredService<FlagAsks>();

    [Fact]
    public async Task ItComesFirst_WithWhoIsInIt_SinceWhen_AndTheOneBar()
    {
        var id = await RunningAsync();
        World.Clock.Advance(TimeSpan.FromDays(5));

        var page = await PageAsync(id, Role.Viewer);

        page.FindAll("[data-testid]").Select(part => part.GetAttribute("data-testid")).First(name => name is "going" or "rollout").ShouldBe("going");
        Headline(page).ShouldBe("20 % of identities enter as soon as an application asks for them.");
        Going(page).TextContent.ShouldContain("Running since 2 March 2026, for 5 days.");
        page.FindAll("[data-testid=everyone-bar]").ShouldHaveSingleItem().ClassList.ShouldNotContain("muted");
        Going(page).QuerySelectorAll("[data-testid=bar-legend] li").Select(part => part.TextContent).ShouldBe(["control 10 %", "big 10 %", "outside 80 %"]);
    }

    [Fact]
    public async Task WhatIsNotServed_LooksNotServed_WhateverTheStatus()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));
        await IsMutedAsync(id, "Nobody is in it yet: the experiment was not started.", "A draft since 2 March 2026.");
        await World.StartAsync(id);
        await World.ApplyAsync(id, new RolloutChange { Enabled = false });
        await IsMutedAsync(id, "Nobody is in it, though it runs: its rollout is switched off.", "Running since 2 March 2026.");
        await World.ApplyAsync(id, new RolloutChange { Enabled = true, Percentage = new BasisPoints(0) });
        await IsMutedAsync(id, "Nobody is in it, though it runs: its rollout is at 0 %.", "Running since 2 March 2026.");
        await World.ApplyAsync(id, new RolloutChange { Percentage = new BasisPoints(2_000) });
        World.Clock.Advance(TimeSpan.FromDays(1));
        await World.PauseAsync(id);
        World.Clock.Advance(TimeSpan.FromDays(1));
        await IsMutedAsync(id, "Nobody is in it now: the experiment is paused.", "Paused since 3 March 2026, for 1 day.");
    }

    [Theory]
    [InlineData("nothing", "Nobody asks", "No application asks for this flag. Connect an application")]
    [InlineData("itself", "Asked", "Last asked 3 minutes ago")]
    [InlineData("all", "Asked", "with all flags of Production: no application says that it reads this one.")]
    [InlineData("document", "Evaluated elsewhere", "An application fetched all of Production 3 minutes ago")]
    public async Task WhenTheFlagWasAskedFor_IsSaidAsItIsKnown(string how, string badge, string sentence)
    {
        var id = await RunningAsync();
        Note(how);
        World.Clock.Advance(TimeSpan.FromMinutes(3));

        var page = await PageAsync(id, Role.Viewer);

        page.WaitForAssertion(() => Badge(page).ShouldBe(badge));
        Traffic(page).TextContent.ShouldContain(sentence);
        Traffic(page).QuerySelectorAll("a").Select(link => link.GetAttribute("href"))
            .ShouldBe(how == "nothing" ? ["shop/production/settings/connect"] : []);
    }

    [Fact]
    public async Task WhatIsOver_NobodyHasToAskFor()
    {
        var id = await RunningAsync();
        await World.CompleteAsync(id);

        (await PageAsync(id)).FindAll("[data-testid=traffic]").ShouldBeEmpty();
    }

    [Fact]
    public async Task TheFirstRequest_ChangesTheSentenceByItself_AndADayOfSilenceChangesItBack()
    {
        var page = await OpenUnaskedAsync();

        Note("itself");

        page.WaitForAssertion(() => Badge(page).ShouldBe("Asked"));
        Traffic(page).TextContent.ShouldContain("Last asked just now");
        World.Clock.Advance(TimeSpan.FromHours(23));
        page.WaitForAssertion(() => Traffic(page).TextContent.ShouldContain("Last asked 23 hours ago"));
        World.Clock.Advance(TimeSpan.FromHours(1));
        page.WaitForAssertion(() => Badge(page).ShouldBe("Nobody asks"));
        Traffic(page).TextContent.ShouldContain("The last request was 1 day ago");
    }

    [Fact]
    public async Task ARequestToAnotherProcess_ShowsAsSoonAsThatHasWrittenItDown()
    {
        var page = await OpenUnaskedAsync();
        World.Get<FlagAsks>().NoteFlag(World.EnvironmentId, World.FeatureId);
        await World.Get<FlagAsks>().WriteAsync(Cancellation);

        World.Clock.Advance(TimeSpan.FromSeconds(10));

        page.WaitForAssertion(() => Badge(page).ShouldBe("Asked"));
    }

    [Fact]
    public async Task ManyRequests_AreReadNowAndThen()
    {
        var page = await OpenUnaskedAsync();
        var before = 0;
        for (var second = 0; second < 60; second++)
        {
            Note("all");
            await page.InvokeAsync(() => { });
            if (second == 0)
            {
                page.WaitForAssertion(() => Badge(page).ShouldBe("Asked"));
                before = _counted.Commands.Count;
            }

            World.Clock.Advance(TimeSpan.FromSeconds(1));
            await page.InvokeAsync(() => { });
        }

        // One look every ten seconds, and no more than one each five for what is heard: each takes two queries and what opens the snapshot.
        (_counted.Commands.Count - before).ShouldBeLessThan(18 * 4);
    }

    [Fact]
    public async Task APageThatIsGone_AsksNothing_AndRequestsElsewhereDoNotConcernIt()
    {
        var page = await OpenUnaskedAsync();
        Asks.NoteFlag(World.EnvironmentId, World.FeatureId + 1);
        Asks.NoteAll(World.EnvironmentId + 1, EnvironmentKeyKind.Client);
        await page.InvokeAsync(() => { });
        Badge(page).ShouldBe("Nobody asks");
        var before = _counted.Commands.Count;

        await DisposeComponentsAsync();
        var after = _counted.Commands.Count;
        (after - before).ShouldBeLessThanOrEqualTo(1, "that nobody looks any more is said");

        Note("itself");
        World.Clock.Advance(TimeSpan.FromHours(1));
        _counted.Commands.Count.ShouldBe(after);
    }

    [Fact]
    public async Task RequestsByDay_AreOnThePage()
    {
        Services.GetRequiredService<RequestCounts>().CountFlag(World.EnvironmentId, World.FeatureId, 7);

        var page = await PageAsync(await RunningAsync(), Role.Viewer);

        page.WaitForElement("[data-testid=requests-total]").TextContent.ShouldBe("7");
    }

    private static IElement Going(IRenderedComponent<ExperimentPage> page) => page.Find("[data-testid=going]");

    private static string Headline(IRenderedComponent<ExperimentPage> page) => page.Find(".headline").TextContent.Trim();

    private static IElement Traffic(IRenderedComponent<ExperimentPage> page) => page.Find("[data-testid=traffic]");

    private static string Badge(IRenderedComponent<ExperimentPage> page) => Traffic(page).QuerySelector("[role=status]")!.TextContent.Trim();

    private async Task IsMutedAsync(int id, string headline, string since)
    {
        var page = await PageAsync(id, Role.Viewer);
        Headline(page).ShouldBe(headline);
        Going(page).TextContent.ShouldContain(since);
        var bar = Going(page).QuerySelector("[data-testid=everyone-bar]")!;
        bar.ClassList.ShouldContain("muted");
        bar.QuerySelectorAll("[class*=arm-]").ShouldBeEmpty();
        await DisposeComponentsAsync();
    }

    private async Task<IRenderedComponent<ExperimentPage>> OpenUnaskedAsync()
    {
        Services.AddSingleton<IDbContextFactory<AppDbContext>>(new CountedContexts(Database, _counted));
        var page = await PageAsync(await RunningAsync(), Role.Viewer);
        page.WaitForAssertion(() => Badge(page).ShouldBe("Nobody asks"));
        await page.InvokeAsync(() => { }); // By its turn, the line follows what it shows.
        return page;
    }

    private void Note(string how)
    {
        switch (how)
        {
            case "itself":
                Asks.NoteFlag(World.EnvironmentId, World.FeatureId);
                break;
            case "all":
                Asks.NoteAll(World.EnvironmentId, EnvironmentKeyKind.Client);
                break;
            case "document":
                Asks.NoteDocument(World.EnvironmentId);
                break;
        }
    }

    private sealed class CountedContexts(TestDatabase database, CountedCommands counted) : IDbContextFactory<AppDbContext>
    {
        public AppDbContext CreateDbContext() => database.CreateDbContext(counted);
    }
}
