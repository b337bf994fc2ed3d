using Bunit;
using ExperimentAdmin.App.Features.Experiments.Pages;
using ExperimentAdmin.App.Shell.Pages.Loading;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Drafts;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Serving.Counts;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Features.Experiments;

public sealed class ExperimentsPageTests : WorkspaceTestContext
{
    private const string Name = "Checkout button size";

    [Fact]
    public async Task ARow_SaysWhatRunsWhereItRunsAndSinceWhen()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        World.Clock.Advance(TimeSpan.FromDays(5));

        var row = (await ListAsync()).Find("tbody tr");

        row.QuerySelector("th a")!.GetAttribute("href").ShouldBe($"shop/production/experiments/{id}");
        row.QuerySelector("th code")!.TextContent.ShouldBe("checkout_button");
        row.QuerySelector(".status")!.TextContent.Trim().ShouldBe("Running");
        row.QuerySelector("[data-testid=everyone-bar]")!.GetAttribute("aria-label").ShouldBe("Of everyone: control 10 %, big 10 % and outside 80 %");
        row.QuerySelector(".rollout .num")!.TextContent.ShouldContain("20 %");
        row.QuerySelector(".started")!.TextContent.ShouldContain("5 days ago");
        row.QuerySelector(".started")!.TextContent.ShouldContain("by ProductManager");
    }

    [Fact]
    public async Task WhenTheFlagWasAskedFor_IsAColumn_AndThatNobodyDoesIsAWarning()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));
        (await AskedAsync()).ShouldEndWith("never");
        await World.StartAsync(id);
        (await AskedAsync()).ShouldEndWith("never", customMessage: "it has only just started");
        World.Clock.Advance(TimeSpan.FromHours(2));
        (await AskedAsync()).ShouldEndWith("Nobody asks");
        var asks = Services.GetRequiredService<FlagAsks>();
        asks.NoteDocument(World.EnvironmentId);
        (await AskedAsync()).ShouldContain("evaluated elsewhere, just now");
        asks.NoteFlag(World.EnvironmentId, World.FeatureId);
        World.Clock.Advance(TimeSpan.FromMinutes(5));
        (await AskedAsync()).ShouldContain("5 minutes ago");
        World.Clock.Advance(TimeSpan.FromDays(2));
        (await AskedAsync()).ShouldContain("Nobody asks");
        await World.CompleteAsync(id);
        (await AskedAsync()).ShouldBe("—");
    }

    [Fact]
    public async Task WhatIsNotServed_LooksNotServed()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));
        (await IsMutedAsync()).ShouldBeTrue("a draft");
        await World.StartAsync(id);
        (await IsMutedAsync()).ShouldBeFalse();
        await World.PauseAsync(id);
        (await IsMutedAsync()).ShouldBeTrue("a paused one");
        await World.CompleteAsync(id);
        (await IsMutedAsync()).ShouldBeTrue("a completed one");
    }

    [Fact]
    public async Task AConflict_IsSaid_AsLongAsItMatters()
    {
        await World.AddSegmentOverrideAsync("Staff", state => (state.Enabled, state.Value) = (true, "huge"));
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        (await ListAsync()).Find(".status").TextContent.ShouldContain("Conflict");

        await World.CompleteAsync(id);

        (await ListAsync()).Find(".status").TextContent.ShouldNotContain("Conflict");
    }

    [Theory]
    [InlineData(Role.Viewer, "Open")]
    [InlineData(Role.Support, "Open")]
    [InlineData(Role.ProductManager, "Open, Start…, Delete…, Duplicate, Copy to another environment")]
    [InlineData(Role.Administrator, "Open, Start…, Delete…, Duplicate, Copy to another environment")]
    public async Task TheMenu_OffersWhatTheRoleMayDo(Role role, string actions)
    {
        await World.CreateExperimentAsync();

        var page = await ListAsync(role: role);

        (await ActionsAsync(page)).ShouldBe(actions);
        page.FindAll(".page-header .mud-button-filled-primary").Count.ShouldBe(role >= Role.ProductManager ? 1 : 0);
    }

    [Fact]
    public async Task TheMenu_OffersWhatTheStatusAllows()
    {
        var id = await World.CreateExperimentAsync(start: true);
        (await ActionsAsync(await ListAsync())).ShouldBe("Open, Pause…, End…, Duplicate, Copy to another environment");
        await World.PauseAsync(id);
        (await ActionsAsync(await ListAsync())).ShouldBe("Open, Resume…, End…, Delete…, Duplicate, Copy to another environment");
        await World.CompleteAsync(id);
        (await ActionsAsync(await ListAsync())).ShouldBe("Open, Undo the end…, Archive…, Delete…, Duplicate, Copy to another environment");
    }

    [Fact]
    public async Task Duplicate_OpensAWizardThatHasWhatTheExperimentIs()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        await World.CompleteAsync(id);
        var page = await ListAsync();

        await ChooseAsync(page, "Duplicate");

        page.WaitForAssertion(() => Here.ShouldMatch("^shop/production/experiments/new/[a-z0-9]{12}/setup$"));
        var entries = await World.Get<ExperimentDrafts>().FindAsync(World.Manager, World.EnvironmentId, Here.Split('/')[4], Cancellation);
        (entries!.Name, entries.FeatureId, entries.Percentage).ShouldBe(("Copy of Checkout button size", World.FeatureId, new(2_000)));
    }

    [Fact]
    public async Task InAnArchivedEnvironment_NothingIsOffered()
    {
        await World.CreateExperimentAsync();
        await using (var db = World.Open())
        {
            await db.Set<ProjectEnvironment>().ExecuteUpdateAsync(
                row => row.SetProperty(environment => environment.ArchivedAt, World.Clock.GetUtcNow()), Cancellation);
        }

        var page = await ListAsync();

        (await ActionsAsync(page)).ShouldBe("Open");
        page.FindAll(".page-header .mud-button-filled-primary").ShouldBeEmpty();
    }

    [Fact]
    public async Task AnAction_SaysItsEffect_IsDone_AndTheRowFollows()
    {
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));
        var page = await ListAsync();

        await ChooseAsync(page, "Start…");
        var dialog = Dialogs.WaitForElement("[role=dialog]");
        dialog.TextContent.ShouldContain("20 % of identities enter. Half of them see");
        await page.InvokeAsync(() => Dialogs.Find("#field-anyway").ChangeAsync(new() { Value = true }));
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        page.WaitForAssertion(() => page.Find(".status").TextContent.Trim().ShouldBe("Running"));
        Dialogs.FindAll("[role=dialog]").ShouldBeEmpty();
        Told.ShouldHaveSingleItem().ShouldBe($"{Name} is running.");
    }

    [Fact]
    public async Task ARefusal_IsShownInTheDialog_AndThePageStays()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        var page = await ListAsync();
        await ChooseAsync(page, "Pause…");
        Dialogs.WaitForElement("[role=dialog]");
        await World.PauseAsync(id);

        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        Dialogs.WaitForElement("[role=dialog] [role=alert]").TextContent.ShouldContain("ProductManager changed this (paused");
        page.FindAll("tbody tr").Count.ShouldBe(1);
    }

    [Fact]
    public async Task WhatNeedsAttention_IsSaid()
    {
        var id = await World.CreateExperimentAsync(start: true);
        (await ListAsync()).Find(".status").TextContent.ShouldContain("Nobody enters");

        await World.ApplyAsync(id, World.Rollout(2_000, enabled: true, 5_000));
        await using (var db = World.Open())
        {
            await db.Set<Segment>().Where(segment => segment.ExperimentId == id)
                .ExecuteUpdateAsync(row => row.SetProperty(segment => segment.DeletedAt, World.Clock.GetUtcNow()), Cancellation);
        }

        var page = await ListAsync();
        page.Find(".status").TextContent.ShouldContain("Needs repair");
        (await ActionsAsync(page)).ShouldBe("Open to repair, Pause…, End…, Duplicate, Copy to another environment");
    }

    [Fact]
    public async Task Tabs_CountAndFilter_AndStayInTheAddress()
    {
        await World.CompleteAsync(await World.CreateExperimentAsync(start: true, name: "Old one"));
        await World.CreateExperimentAsync(name: "New one");

        var page = await ListAsync("?status=completed&sort=name");

        page.FindAll("nav[aria-label=Status] a").Select(tab => tab.TextContent.Trim())
            .ShouldBe(["All: 2", "Draft: 1", "Running: 0", "Paused: 0", "Completed: 1"]);
        page.Find("nav[aria-label=Status] [aria-current=page]").TextContent.ShouldContain("Completed");
        page.FindAll("tbody th a").Select(link => link.TextContent).ShouldBe(["Old one"]);
        page.FindAll("nav[aria-label=Status] a")[1].GetAttribute("href").ShouldEndWith("experiments?status=draft&sort=name");
    }

    [Fact]
    public async Task Searching_GoesIntoTheAddress_AndBackToTheFirstPage()
    {
        await World.CreateExperimentAsync();
        var page = await ListAsync("?status=draft&page=1");

        await page.SearchAsync("input[type=search]", "Größe");

        Here.ShouldBe("shop/production/experiments?status=draft&q=Gr%C3%B6%C3%9Fe");
    }

    [Fact]
    public async Task WhenTheFilterHidesEverything_ItSaysWhich_AndHowToGoOn()
    {
        await World.CreateExperimentAsync();

        var page = await ListAsync("?status=paused&q=checkout");

        page.Find(".empty h2").TextContent.ShouldBe("No paused experiment is found by “checkout”");
        page.Find(".empty").TextContent.ShouldContain("1 experiment with another status is found by it.");
        page.Find(".empty a").GetAttribute("href").ShouldEndWith("experiments?q=checkout");
        await page.InvokeAsync(() => page.Find(".empty button").ClickAsync());
        Here.ShouldEndWith("experiments?status=paused");
    }

    [Fact]
    public async Task Filters_AreInTheAddress_AndCountInTheTabs()
    {
        await World.CreateExperimentAsync(name: "Mine");

        var page = await ListAsync("?owner=me&flag=checkout_button");

        page.FindAll("tbody th a").Select(link => link.TextContent).ShouldBe(["Mine"]);
        page.WaitForAssertion(() => page.Find("#field-owner-filter").GetAttribute("value").ShouldBe("Mine"));
        page.Find("#field-flag-filter").GetAttribute("value").ShouldBe("checkout_button");
        await page.InvokeAsync(() => page.Find("#field-attention-filter").ChangeAsync(true));
        Here.ShouldBe("shop/production/experiments?owner=me&flag=checkout_button&attention=1");

        var none = await ListAsync("?owner=nobody&attention=1");
        none.Find(".empty h2").TextContent.ShouldBe("No experiment is left by the filters");
        none.Find(".empty a").GetAttribute("href").ShouldEndWith("shop/production/experiments");
        none.FindAll("nav[aria-label=Status] a")[0].TextContent.Trim().ShouldBe("All: 0");
    }

    [Fact]
    public async Task AView_IsKept_Offered_AndForgotten()
    {
        await World.CreateExperimentAsync();
        var page = await ListAsync("?status=draft&owner=me&sort=-rollout&page=1");

        await page.InvokeAsync(() => page.Find(".view button").ClickAsync());

        page.WaitForAssertion(() => page.Find(".view").TextContent.ShouldContain("Your view"));
        var elsewhere = await ListAsync();
        elsewhere.Find(".view a").GetAttribute("href").ShouldBe("shop/production/experiments?status=draft&owner=me&sort=-rollout");
        elsewhere.FindAll(".view button").ShouldBeEmpty("the list as it is by itself is no view");
        (await ListAsync(role: Role.Support)).FindAll(".view a").ShouldBeEmpty("it is the person's own");

        var again = await ListAsync("?sort=-rollout&status=draft&owner=me");
        await again.InvokeAsync(() => again.Find(".view button").ClickAsync());
        again.WaitForAssertion(() => again.Find(".view").TextContent.Trim().ShouldBe("Save as your view"));
        Told.ShouldContain("Your view is forgotten.");
    }

    [Fact]
    public async Task WhatHasOnlySomeOfTheWords_IsShown_AndSaidSo()
    {
        await World.CreateExperimentAsync(name: "Pricing banner 2.1");

        (await ListAsync("?q=pricing+2.0")).Find("[role=status]").TextContent.ShouldBe("Nothing has all of these words. What has some of them is shown.");
        (await ListAsync("?q=2.1+pricing")).FindAll(".stack > [role=status]").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Role.ProductManager, "Create the first experiment")]
    [InlineData(Role.Viewer, "A product manager of Shop can create one.")]
    public async Task WithoutExperiments_ItSaysWhatOneIs_AndTheNextStep(Role role, string next)
    {
        var page = await ListAsync(role: role);

        page.Find(".empty h2").TextContent.ShouldBe("No experiments yet");
        page.Find(".empty .row").TextContent.Trim().ShouldBe(next);
        page.FindAll("nav[aria-label=Status]").ShouldBeEmpty();
    }

    [Fact]
    public async Task AnOldPageNumber_LeadsToTheLastPage()
    {
        await World.CreateExperimentAsync();

        await ListAsync("?page=7");

        Here.ShouldBe("shop/production/experiments");
    }

    [Fact]
    public async Task AnUnfinishedWizard_IsOfferedWhereItWasLeft()
    {
        await KeepAsync("abcdefghjkmn", new() { Name = "Half typed", CompletedSteps = 1 });

        var unfinished = (await ListAsync()).Find("[data-testid=unfinished]");

        unfinished.QuerySelector("h2")!.TextContent.ShouldBe("You have an unfinished experiment");
        unfinished.QuerySelector(".mud-button")!.GetAttribute("href").ShouldBe("shop/production/experiments/new/abcdefghjkmn/rollout");
        (await ListAsync(role: Role.Administrator)).FindAll("[data-testid=unfinished]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Discarding_Asks_AndThrowsAwayThatOneAlone()
    {
        await KeepAsync("abcdefghjkmn", new() { Name = "Keep me" });
        World.Clock.Advance(TimeSpan.FromMinutes(1));
        await KeepAsync("bcdefghjkmnp", new() { Name = "" });
        var page = await ListAsync();

        await page.InvokeAsync(() => page.FindAll("[data-testid=unfinished] button")[0].ClickAsync());
        Dialogs.Find("[role=dialog] h2").TextContent.ShouldBe("Discard Experiment without a name?");
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        page.WaitForAssertion(() => page.FindAll("[data-testid=unfinished] li .strong").Select(link => link.TextContent).ShouldBe(["Keep me"]));
        Dialogs.FindAll("[role=dialog]").ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatOthersDo_ShowsByItself()
    {
        await World.CreateExperimentAsync();
        var page = await ListAsync();
        var (manager, create) = (World.Manager, Services.GetRequiredService<StartExperiment>());

        (await create.RunAsync(new(manager, World.EnvironmentId, 1) { Anyway = true }, Cancellation)).IsOk.ShouldBeTrue();
        World.Clock.Advance(LiveRefresh.Rest);

        page.WaitForAssertion(() => page.Find(".status").TextContent.ShouldContain("Running"));
    }

    private async Task<string> AskedAsync() => (await ListAsync()).Find("td.asked").TextContent.Trim();

    private async Task<bool> IsMutedAsync() => (await ListAsync()).Find("[data-testid=everyone-bar]").ClassList.Contains("muted");

    private async Task<string> ActionsAsync(IRenderedComponent<ExperimentsPage> page)
        => string.Join(", ", (await OpenMenuAsync(page)).Select(item => item.TextContent.Trim()));

    private async Task<IRenderedComponent<ExperimentsPage>> ListAsync(string query = "", Role role = Role.ProductManager)
    {
        var page = await OpenAsync<ExperimentsPage>(role, $"experiments{query}", builder => builder
            .Add(page => page.ProjectSlug, "shop").Add(page => page.EnvironmentSlug, "production"));
        page.WaitForAssertion(() => page.FindAll(".loading").ShouldBeEmpty());
        return page;
    }

    private async Task KeepAsync(string id, Core.Experiments.Drafts.WizardEntries entries)
        => (await World.Get<ExperimentDrafts>().SaveAsync(World.Manager, World.EnvironmentId, id, entries, Cancellation))
            .IsOk.ShouldBeTrue();
}
