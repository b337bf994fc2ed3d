using Bunit;
using ExperimentAdmin.App.Features.Home.Pages;
using ExperimentAdmin.App.Shell.Pages.Loading;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Drafts;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Serving.Counts;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Features.Home;

public sealed class HomePageTests : WorkspaceTestContext
{
    [Fact]
    public async Task WhatRuns_IsShownWithItsBarAndSinceWhen()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        World.Clock.Advance(TimeSpan.FromDays(5));
        Services.GetRequiredService<FlagAsks>().NoteFlag(World.EnvironmentId, World.FeatureId);

        var page = await HomeAsync();

        var row = page.Find("[data-testid=running] li");
        row.QuerySelector("a")!.GetAttribute("href").ShouldBe($"shop/production/experiments/{id}");
        row.TextContent.ShouldContain("started 5 days ago");
        row.QuerySelector(".signal")!.TextContent.ShouldContain("Asked just now");
        row.QuerySelector("[data-testid=everyone-bar]")!.GetAttribute("aria-label").ShouldBe("Of everyone: control 10 %, big 10 % and outside 80 %");
        page.Find("[data-testid=attention]").TextContent.ShouldContain("Nothing needs a decision.");
        page.FindAll(".counts a").Select(link => link.TextContent).ShouldBe(["1 running", "0 paused", "0 draft", "0 completed"]);
    }

    [Fact]
    public async Task WhatRunsAndNobodyAsksFor_NeedsAttention_AndLeadsToConnect()
    {
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        (await HomeAsync()).Find("[data-testid=attention]").TextContent.ShouldContain("Nothing needs a decision.", customMessage: "it has only just started");
        Services.GetRequiredService<FlagAsks>().NoteFlag(World.EnvironmentId, World.FeatureId);
        World.Clock.Advance(TimeSpan.FromDays(2));

        var item = (await HomeAsync()).Find("[data-testid=attention] li");

        item.TextContent.ShouldContain("Running, and no application asked for its flag in 24 hours: last 2 days ago");
        (await HomeAsync()).Find("[data-testid=running] .signal").TextContent.ShouldContain("Nobody asks");
        item.QuerySelectorAll("a")[1].GetAttribute("href").ShouldBe("shop/production/settings/connect");
    }

    [Fact]
    public async Task ARolloutThatIsSwitchedOff_LooksNotServed()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        (await HomeAsync()).Find("[data-testid=everyone-bar]").ClassList.ShouldNotContain("muted");
        await World.ApplyAsync(id, new RolloutChange { Enabled = false });

        (await HomeAsync()).Find("[data-testid=everyone-bar]").ClassList.ShouldContain("muted");
    }

    [Fact]
    public async Task WhatWasPausedForLong_NeedsAttention_WithWhatToDo()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        await World.PauseAsync(id);
        World.Clock.Advance(Attention.Patience);

        var page = await HomeAsync();

        var item = page.Find("[data-testid=attention] li");
        item.QuerySelector("a")!.GetAttribute("href").ShouldBe($"shop/production/experiments/{id}");
        item.TextContent.ShouldContain("Paused 7 days ago");
        item.TextContent.ShouldContain("Resume it, or end it.");
        page.Find("[data-testid=running]").TextContent.ShouldContain("Nothing is running");
    }

    [Fact]
    public async Task WhatChangedLast_NamesWhoAndWhat_AndLeadsThere()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);

        var change = (await HomeAsync()).Find("[data-testid=changes] li");

        change.QuerySelector("a")!.GetAttribute("href").ShouldBe($"shop/production/experiments/{id}");
        change.TextContent.ShouldContain("started at 20 %: big 50 %, control 50 %");
        change.TextContent.ShouldContain("ProductManager started experiment Checkout button size");
    }

    [Fact]
    public async Task WhatWasDeleted_IsNamedWithoutALink()
    {
        var id = await World.CreateExperimentAsync();
        (await World.Get<DeleteExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id), Cancellation)).IsOk.ShouldBeTrue();

        var page = await HomeAsync();

        page.FindAll("[data-testid=changes] li a").ShouldBeEmpty();
        page.Find("[data-testid=changes] li").TextContent.ShouldContain("Checkout button size");
    }

    [Theory]
    [InlineData(Role.ProductManager, "Create the first experiment")]
    [InlineData(Role.Viewer, "A product manager of Shop can do this.")]
    public async Task ANewEnvironment_LeadsToItsFirstExperiment(Role role, string next)
    {
        var page = await HomeAsync(role);

        page.Find(".empty h2").TextContent.ShouldBe("Ready for the first experiment");
        page.Find(".empty .row").TextContent.Trim().ShouldBe(next);
        page.FindAll("[data-testid=attention], [data-testid=running]").ShouldBeEmpty();
    }

    [Fact]
    public async Task ANewProject_LeadsStraightIntoTheWizard_AndToItsFlags()
    {
        await using (var db = World.Open())
        {
            await db.Set<Feature>().ExecuteUpdateAsync(row => row.SetProperty(feature => feature.DeletedAt, World.Clock.GetUtcNow()), Cancellation);
        }

        Ways(await HomeAsync()).ShouldBe([("Create the first experiment", "shop/production/experiments/new"), ("Create a flag", "shop/production/flags/new")]);
        (await HomeAsync(Role.Viewer)).FindAll(".empty a").ShouldBeEmpty();
    }

    [Fact]
    public async Task AProjectWhoseFlagsHaveNoVariants_LeadsStraightIntoTheWizard_AndToItsFlags()
    {
        await using (var db = World.Open())
        {
            await db.Set<Variant>().ExecuteUpdateAsync(row => row.SetProperty(variant => variant.DeletedAt, World.Clock.GetUtcNow()), Cancellation);
        }

        Ways(await HomeAsync()).ShouldBe([("Create the first experiment", "shop/production/experiments/new"), ("Go to the flags", "shop/production/flags")]);
    }

    [Fact]
    public async Task UnfinishedWizards_AreNamed()
    {
        (await World.Get<ExperimentDrafts>().SaveAsync(
            World.Manager, World.EnvironmentId, "abcdefghjkmn", new() { Name = "Half typed" }, Cancellation)).IsOk.ShouldBeTrue();

        var unfinished = (await HomeAsync()).Find("[data-testid=unfinished]");

        unfinished.TextContent.ShouldContain("You have 1 unfinished experiment");
        unfinished.TextContent.ShouldContain("“Half typed”");
    }

    [Fact]
    public async Task WhatOthersDo_ShowsByItself()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));
        var page = await HomeAsync();
        page.FindAll("[data-testid=running] li").ShouldBeEmpty();

        (await Services.GetRequiredService<StartExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id) { Anyway = true }, Cancellation))
            .IsOk.ShouldBeTrue();
        World.Clock.Advance(LiveRefresh.Rest);

        page.WaitForAssertion(() => page.FindAll("[data-testid=running] li").Count.ShouldBe(1));
    }

    private static IEnumerable<(string Text, string? Address)> Ways(IRenderedComponent<HomePage> page)
        => page.FindAll(".empty a").Select(link => (link.TextContent.Trim(), link.GetAttribute("href")));

    private async Task<IRenderedComponent<HomePage>> HomeAsync(Role role = Role.ProductManager)
    {
        var page = await OpenAsync<HomePage>(role, string.Empty, builder => builder
            .Add(page => page.ProjectSlug, "shop").Add(page => page.EnvironmentSlug, "production"));
        page.WaitForAssertion(() => page.FindAll(".loading").ShouldBeEmpty());
        return page;
    }
}
