using Bunit;
using ExperimentAdmin.App.Features.Experiments.Pages;
using ExperimentAdmin.App.Features.Flags.Pages;
using ExperimentAdmin.App.Features.Segments.Pages;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.Reads;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Features;

/// <summary>Pages whose database is slow: what was asked for before comes after what is asked for now.</summary>
public sealed class OvertakingLoadsTests : WorkspaceTestContext
{
    private HeldDatabase _held = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _held = new HeldDatabase(Database);
        Services.AddSingleton<IDbContextFactory<AppDbContext>>(_held);
    }

    [Fact]
    public async Task WhileAnotherSegmentLoads_NothingOfTheOneBeforeIsThere_AndASaveIsMadeFromTheNewOne()
    {
        var (a, b) = (await CreateAsync("Staff", "pro"), await CreateAsync("Crew", "free"));
        var page = await SegmentAsync(a);
        Type(page, "name", "Half typed");
        await ChooseAsync(page, "Delete…");
        Dialogs.WaitForElement("[role=dialog]");

        var hold = _held.HoldNext();
        Go(page, b);
        await hold.HeldAsync();
        page.Markup.ShouldNotContain("Staff");
        page.Markup.ShouldNotContain("Half typed");
        page.FindAll("form, dialog").ShouldBeEmpty();
        page.FindAll(".loading").ShouldNotBeEmpty();
        hold.Release();

        page.WaitForAssertion(() => Name(page).ShouldBe("Crew"));
        Type(page, "name", "Sailors");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        (await StoredAsync(a)).ShouldBe(("Staff", "pro"));
        (await StoredAsync(b)).ShouldBe(("Sailors", "free"));
    }

    [Fact]
    public async Task BackAndForth_OnlyWhatTheAddressSaysIsShown()
    {
        var (a, b) = (await CreateAsync("Staff", "pro"), await CreateAsync("Crew", "free"));
        var page = await SegmentAsync(await CreateAsync("Guests", "none"));
        var first = _held.HoldNext();
        Go(page, a);
        await first.HeldAsync();
        var second = _held.HoldNext();
        Go(page, b);
        await second.HeldAsync();
        Go(page, a);
        page.WaitForAssertion(() => Name(page).ShouldBe("Staff"));

        Type(page, "name", "Typed");
        second.Release();
        first.Release();

        await SettledAsync(page);
        Name(page).ShouldBe("Typed");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        (await StoredAsync(a)).ShouldBe(("Typed", "pro"));
        (await StoredAsync(b)).ShouldBe(("Crew", "free"));
    }

    [Fact]
    public async Task ASaveThatIsAnsweredOnTheNextPage_IsSaid_AndTouchesNothingThere()
    {
        var (a, b) = (await CreateAsync("Staff", "pro"), await CreateAsync("Crew", "free"));
        var page = await SegmentAsync(a);
        Type(page, "name", "Saved");
        var hold = _held.HoldNext("UPDATE");
        var saving = page.Find("form").SubmitAsync();
        await hold.HeldAsync();

        Go(page, b);
        page.WaitForAssertion(() => Name(page).ShouldBe("Crew"));
        Type(page, "name", "Half typed");
        hold.Release();
        await saving;

        Name(page).ShouldBe("Half typed");
        page.FindAll("[aria-disabled]").ShouldBeEmpty();
        Told.ShouldHaveSingleItem().ShouldBe("Saved is saved.");
        (await StoredAsync(a)).ShouldBe(("Saved", "pro"));
        (await StoredAsync(b)).ShouldBe(("Crew", "free"));
    }

    [Fact]
    public async Task ASaveThatIsRefusedOnTheNextPage_LeavesItAsItIs()
    {
        var (a, b) = (await CreateAsync("Staff", "pro"), await CreateAsync("Crew", "free"));
        var page = await SegmentAsync(a);
        Type(page, "name", "Mine");
        (await World.Get<EditSegment>().RunAsync(new(World.Manager, a) { Name = "Theirs" }, Cancellation)).Error.ShouldBeNull();
        var hold = _held.HoldNext("UPDATE");
        var saving = page.Find("form").SubmitAsync();
        await hold.HeldAsync();

        Go(page, b);
        page.WaitForAssertion(() => Name(page).ShouldBe("Crew"));
        hold.Release();
        await saving;

        Name(page).ShouldBe("Crew");
        page.FindAll(".summary, [data-testid=stale]").ShouldBeEmpty();
        Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task ADeletionThatIsAnsweredOnTheNextPage_LeadsNobodyAwayFromIt()
    {
        var (a, b) = (await CreateAsync("Staff", "pro"), await CreateAsync("Crew", "free"));
        var page = await SegmentAsync(a);
        await ChooseAsync(page, "Delete…");
        Dialogs.WaitForElement("[role=dialog]");
        var hold = _held.HoldNext("UPDATE");
        var deleting = Dialogs.Find("[role=dialog] form").SubmitAsync();
        await hold.HeldAsync();

        Go(page, b);
        page.WaitForAssertion(() => Name(page).ShouldBe("Crew"));
        hold.Release();
        await deleting;

        Here.ShouldBe($"shop/production/segments/{a}", "nothing navigated");
        Name(page).ShouldBe("Crew");
        Told.ShouldHaveSingleItem().ShouldBe("Staff is deleted.");
    }

    [Fact]
    public async Task WhatChangesWhileAPageLoads_IsShownInTheEnd()
    {
        var (a, b) = (await CreateAsync("Staff", "pro"), await CreateAsync("Crew", "free"));
        var page = await SegmentAsync(a);
        var hold = _held.HoldNext();
        Go(page, b);
        await hold.HeldAsync();

        (await Services.GetRequiredService<EditSegment>().RunAsync(new(World.Manager, b) { Name = "Sailors" }, Cancellation)).Error.ShouldBeNull();
        page.FindAll(".loading").ShouldNotBeEmpty();
        hold.Release();

        page.WaitForAssertion(() => Name(page).ShouldBe("Sailors"));
        page.WaitForAssertion(() => page.Find("p.status").TextContent.ShouldBe("ProductManager: renamed from Crew, just now."));
    }

    [Fact]
    public async Task OnesOwnSave_LoadsThePageOnce()
    {
        var (a, b) = (await CreateAsync("Staff", "pro"), await CreateAsync("Crew", "free"));
        var page = await SegmentAsync(a);
        var before = _held.Commands.Count;
        Go(page, b);
        page.WaitForAssertion(() => Name(page).ShouldBe("Crew"));
        var load = _held.Commands[before];
        page.WaitForAssertion(() => page.FindAll("[data-testid=change]").Count.ShouldBe(1));
        before = _held.Commands.Count;

        Type(page, "name", "Sailors");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => page.FindAll("[data-testid=change]").Count.ShouldBe(2));
        page.Find("h1").TextContent.ShouldBe("Sailors");
        _held.Commands.Skip(before).Count(command => command == load).ShouldBe(1);
    }

    [Fact]
    public async Task AnotherFlag_LeavesNothingOfTheOneBefore()
    {
        await CreateFlagAsync("other_flag", "modern");
        var page = await FlagAsync("checkout_button");
        await page.InvokeAsync(() => page.Find("[aria-label='Share of big, in percent']").ChangeAsync("12,5"));
        var hold = _held.HoldNext();

        page.Render(parameters => parameters.Add(flag => flag.FeatureName, "other_flag"));
        await hold.HeldAsync();
        page.Markup.ShouldNotContain("classic");
        page.FindAll("form").ShouldBeEmpty();
        hold.Release();

        page.WaitForAssertion(() => page.Find("[data-testid=default]").TextContent.ShouldNotContain("Share of big"));
        page.Find("form").TextContent.ShouldContain("Nothing is changed.");
    }

    [Fact]
    public async Task AFlagsSaveThatIsAnsweredOnTheNextPage_LeavesThatAsItIs()
    {
        await CreateFlagAsync("other_flag", "modern");
        var page = await FlagAsync("checkout_button");
        await page.InvokeAsync(() => page.Find("[aria-label='Share of big, in percent']").ChangeAsync("12,5"));
        var hold = _held.HoldNext("UPDATE");
        var saving = page.Find("form").SubmitAsync();
        await hold.HeldAsync();

        page.Render(parameters => parameters.Add(flag => flag.FeatureName, "other_flag"));
        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldBe("other_flag"));
        page.WaitForElement("[data-testid=default] form");
        var before = _held.Commands.Count;
        hold.Release();
        await saving;

        page.Find("h1").TextContent.ShouldBe("other_flag");
        page.FindAll("[aria-disabled]").ShouldBeEmpty();
        (await World.FlagAsync()).Default.Of(World.Variants[0]).Value.ShouldBe(1_250);
        _held.Commands.Count.ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task AnotherExperiment_LeavesNothingOfTheOneBefore_AlsoNoDialog()
    {
        var a = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), name: "First");
        (await World.CompleteAsync(a)).IsOk.ShouldBeFalse();
        var page = await OpenAsync<ExperimentPage>(Role.Administrator, $"experiments/{a}", parameters => parameters.Add(page => page.Id, a));
        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldBe("First"));
        await page.InvokeAsync(() => page.Find(".page-header .mud-button").ClickAsync());
        Dialogs.WaitForElement("[role=dialog]");
        var hold = _held.HoldNext();

        page.Render(parameters => parameters.Add(experiment => experiment.Id, 999));
        await hold.HeldAsync();
        page.Markup.ShouldNotContain("First");
        Dialogs.FindAll("[role=dialog]").ShouldBeEmpty();
        hold.Release();

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldBe("Experiment not found"));
    }

    [Fact]
    public async Task AnotherEnvironmentOfTheSamePage_BeginsAfresh()
    {
        var id = await CreateAsync("Staff", "pro");
        var workspace = await WorkspaceAsync(Role.ProductManager);
        var page = Render<CascadingValue<Workspace>>(parameters => parameters
            .Add(value => value.Value, workspace).AddChildContent<SegmentPage>(segment => segment.Add(page => page.Id, id)));
        page.WaitForElement("#field-name").Input("Half typed");

        var elsewhere = workspace with { Environment = workspace.Environment with { Id = 4_711, Slug = "elsewhere", Name = "Elsewhere" } };
        page.Render(parameters => parameters
            .Add(value => value.Value, elsewhere).AddChildContent<SegmentPage>(segment => segment.Add(page => page.Id, id)));

        page.Markup.ShouldNotContain("Half typed");
    }

    [Fact]
    public async Task OfAList_TheLastSearchIsShown_HoweverTheAnswersCome()
    {
        await CreateFlagAsync("other_flag", "modern");
        var page = await OpenAsync<FlagsPage>(Role.Viewer, "flags");
        page.WaitForAssertion(() => Rows(page).ShouldBe(["checkout_button", "other_flag"]));
        var first = _held.HoldNext();
        await page.InvokeAsync(() => Navigation.NavigateTo("shop/production/flags?q=checkout"));
        await first.HeldAsync();

        await page.InvokeAsync(() => Navigation.NavigateTo("shop/production/flags?q=other"));
        page.WaitForAssertion(() => Rows(page).ShouldBe(["other_flag"]));
        first.Release();

        await SettledAsync(page);
        Rows(page).ShouldBe(["other_flag"]);
        page.FindAll("[aria-busy=true]").ShouldBeEmpty();
    }

    private static void Type(IRenderedComponent<IComponent> page, string field, string text)
    {
        var input = page.Find($"#field-{field}");
        input.Input(text);
    }

    private static string? Name(IRenderedComponent<SegmentPage> page) => page.Find("#field-name").GetAttribute("value");

    private static void Go(IRenderedComponent<SegmentPage> page, int id) => page.Render(parameters => parameters.Add(segment => segment.Id, id));

    private static IEnumerable<string> Rows(IRenderedComponent<FlagsPage> page)
        => page.FindAll("tbody th a code").Select(name => name.TextContent);

    // What was let go comes onto the page's own thread, if at all, on its way through the database.
    private async Task SettledAsync(IRenderedComponent<IComponent> page)
    {
        _ = await Services.GetRequiredService<SegmentReads>().ListAsync(World.Manager, new(), Cancellation);
        await page.InvokeAsync(() => { });
    }

    private async Task<int> CreateAsync(string name, string plan) => (await World.Get<CreateSegment>().RunAsync(
        new(World.Manager, name, "", [new(RuleType.All, [new SegmentCondition("plan", SegmentOperator.Equal, plan)], [])]), Cancellation)).Value;

    private async Task CreateFlagAsync(string name, string value) => (await World.Get<CreateFeature>().RunAsync(
        new(World.Manager, name, FlagValueType.String) { InitialValue = value }, Cancellation)).Error.ShouldBeNull();

    private async Task<(string Name, string? Plan)> StoredAsync(int id)
    {
        var view = (await World.Get<SegmentReads>().FindAsync(World.Manager, id, Cancellation))!;
        return (view.Item.Name, view.Rules![0].Conditions[0].Value);
    }

    private async Task<IRenderedComponent<SegmentPage>> SegmentAsync(int id)
    {
        var page = await OpenAsync<SegmentPage>(Role.ProductManager, $"segments/{id}", parameters => parameters.Add(page => page.Id, id));
        page.WaitForElement("#field-name");
        return page;
    }

    private async Task<IRenderedComponent<FlagPage>> FlagAsync(string name, string query = "")
    {
        var page = await OpenAsync<FlagPage>(Role.ProductManager, $"flags/{name}{query}", parameters => parameters
            .Add(page => page.ProjectSlug, "shop").Add(page => page.EnvironmentSlug, "production").Add(page => page.FeatureName, name));
        page.WaitForAssertion(() => page.FindAll(".loading").ShouldBeEmpty());
        return page;
    }
}
