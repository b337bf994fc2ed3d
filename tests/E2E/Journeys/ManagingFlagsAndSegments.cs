using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys;

/// <summary>What one person changes, as another one reads it, and what is recorded of it.</summary>
public sealed class ManagingFlagsAndSegments(RunningApp app) : Journey(app)
{
    [Fact]
    public async Task AFlag_FromItsCreationToTheArchive()
    {
        var playground = App.NextPlayground();
        var manager = await new FlagScreen(await SignedInAsync(Role.ProductManager)).OpenNewAsync(playground.Production);
        await manager.Name.FillAsync("newsletter");
        await manager.AddVariant.ClickAsync();
        await manager.VariantKey(1).FillAsync("weekly");
        await manager.VariantValue(1).FillAsync("every week");
        await manager.ControlValue.FillAsync("never");
        await manager.Create.ClickAsync();
        await manager.IsShownAsync("newsletter");

        var viewer = await new FlagScreen(await SignedInAsync(Role.Viewer)).OpenAsync(playground.Production, "newsletter");
        await viewer.ServesAsync("weekly", "0 %");
        await manager.Share("weekly").FillAsync("12.5");
        await manager.Share("weekly").BlurAsync();
        await manager.Save.ClickAsync();
        await viewer.SaysAsync("Pat Product changed this just now");
        await viewer.ServesAsync("weekly", "12.5 %");
        await viewer.ServesAsync("control", "87.5 %");
        await viewer.OpenAsync(playground.Development, "newsletter");
        await viewer.ServesAsync("weekly", "0 %");
        await viewer.DoesNotOfferAsync(AriaRole.Button, "Save changes");

        await manager.View("Settings").ClickAsync();
        await manager.PutAwayAsync("Archive flag");
        await manager.SaysAsync("This flag is archived");
        await viewer.Page.GotoAsync($"{playground.Production}/flags");
        await viewer.SaysAsync("dark_mode");
        await viewer.DoesNotOfferAsync(AriaRole.Link, "newsletter");
        await viewer.Page.GotoAsync($"{playground.Production}/flags?show=archived");
        await viewer.OffersAsync(AriaRole.Link, "newsletter");
    }

    [Fact]
    public async Task Segments_AreTriedSavedAndRankedForAFlag()
    {
        var playground = App.NextPlayground();
        var page = await SignedInAsync(Role.ProductManager);
        var segment = await new SegmentScreen(page).OpenNewAsync(playground.Development);
        await segment.Name.FillAsync("Adults");
        await segment.DemandAsync(1, "age", "is at least", "18");
        await segment.FindsAsync("Not in the segment");
        await segment.TryAsync("age", "18");
        await segment.FindsAsync("In the segment");
        await segment.Create.ClickAsync();
        await segment.IsShownAsync("Adults");
        await segment.DemandAsync(1, "age", "is at least", "21");
        await segment.Save.ClickAsync();
        await Expect(page.GetByText("Adults is saved.").First).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(segment.Value(1)).ToHaveValueAsync("21");
        await segment.TryAsync("age", "20");
        await segment.FindsAsync("Not in the segment");

        await segment.OpenNewAsync(playground.Development);
        await segment.Name.FillAsync("Friends");
        await segment.DemandAsync(1, "friend", "equals", "true");
        await segment.Create.ClickAsync();
        await segment.IsShownAsync("Friends");

        var flag = await new FlagScreen(page).OpenAsync(playground.Development, "search_ranking");
        await flag.View("Overrides").ClickAsync();
        foreach (var (name, share) in ((string, string)[])[("Adults", "100"), ("Friends", "50")])
        {
            await flag.AddOverride.ClickAsync();
            await page.GetByLabel("Segment", new() { Exact = true }).ChooseAsync(name);
            await flag.Share("semantic").FillAsync(share);
            await flag.Share("semantic").BlurAsync();
            await flag.AddOverride.ClickAsync();
            await flag.SaysAsync($". {name}");
            await Expect(page.GetByRole(AriaRole.Region, new() { Name = "New override" })).ToHaveCountAsync(0);
        }

        await flag.RanksAsync("1. Adults", "2. Friends");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move Friends up" }).ClickAsync();
        await flag.RanksAsync("1. Friends", "2. Adults");
        await page.ReloadAsync();
        await flag.RanksAsync("1. Friends", "2. Adults");
        await page.GetByTestId("override").Filter(new() { HasText = "Adults" }).GetByRole(AriaRole.Link, new() { Name = "Segment" }).ClickAsync();
        await segment.IsShownAsync("Adults");
        await segment.IsUsedByAsync("search_ranking");
    }

    [Fact]
    public async Task ASegmentForAnOverride_IsMadeOnTheWay_AndWhatWasTypedIsThereAgain()
    {
        var playground = App.NextPlayground();
        var page = await SignedInAsync(Role.ProductManager);
        var flag = await new FlagScreen(page).OpenAsync(playground.Development, "search_ranking");
        await flag.View("Overrides").ClickAsync();
        await flag.AddOverride.ClickAsync();
        await flag.ControlValue.FillAsync("tfidf");
        await flag.Share("semantic").FillAsync("12.5");
        await flag.Share("semantic").BlurAsync();
        await flag.MakeSegmentAsync();
        var segment = await new SegmentScreen(page).IsShownAsync("New segment");
        await segment.Name.FillAsync("Owls");
        await segment.DemandAsync(1, "hour", "is at least", "22");
        await segment.Create.ClickAsync();

        await flag.IsShownAsync("search_ranking");
        await Expect(flag.Segment).ToHaveValueAsync("Owls");
        await Expect(flag.ControlValue).ToHaveValueAsync("tfidf");
        await Expect(flag.Share("semantic")).ToHaveValueAsync("12.5");

        await flag.MakeSegmentAsync();
        await segment.IsShownAsync("New segment");
        await page.ReloadAsync();
        await segment.CancelAsync();
        await flag.IsShownAsync("search_ranking");
        await Expect(flag.Segment).ToHaveValueAsync("Owls");
        await Expect(flag.Share("semantic")).ToHaveValueAsync("12.5");
        await flag.AddOverride.ClickAsync();
        await flag.RanksAsync("1. Owls");
        await flag.AddOverride.ClickAsync();
        await Expect(flag.Share("semantic")).ToHaveValueAsync("0");
    }

    [Fact]
    public async Task TheAuditLog_TellsWhoDidWhat_AndGivesItAway()
    {
        var playground = App.NextPlayground();
        var support = await new ExperimentsScreen(await SignedInAsync(Role.Support)).OpenAsync(playground.Production);
        var experiment = await support.OpenExperimentAsync(Playground.Running);
        await experiment.OpenRolloutAsync();
        await experiment.Rollout.EnterAsync("5");
        await experiment.ReasonAsync("=cmd()");
        await experiment.SaveAsync("5");
        await experiment.TellsAsync("Saved");
        var segment = await new SegmentScreen(await SignedInAsync(Role.ProductManager)).OpenNewAsync(playground.Production);
        await segment.Name.FillAsync("Owls");
        await segment.DemandAsync(1, "hour", "is at least", "22");
        await segment.Create.ClickAsync();
        await segment.IsShownAsync("Owls");

        var log = await new AuditScreen(await SignedInAsync(Role.Viewer)).OpenAsync(playground.Development);
        await log.NarrowAsync("What", "Segment");
        await log.ListsAsync("Owls");
        await log.NarrowAsync("What", "Everything");
        await log.NarrowAsync("Who", "Sam Support");
        await log.ListsAsync("20 % to 5 %");
        await log.Page.ReloadAsync();
        await log.ListsAsync("20 % to 5 %");

        // What is shown, and harmless in a spreadsheet.
        var lines = await log.DownloadAsync(Cancellation);
        lines.Count.ShouldBe(2);
        lines[1].ShouldContain($"Sam Support,person,Experiment,{Playground.Running},Production,");
        lines[1].ShouldContain(",'=cmd(),");
    }
}
