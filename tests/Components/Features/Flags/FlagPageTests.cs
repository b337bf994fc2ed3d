using Bunit;
using ExperimentAdmin.App.Features.Flags.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.UseCases;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Features.Flags;

public sealed class FlagPageTests : WorkspaceTestContext
{
    [Fact]
    public async Task WhatEverybodyGets_IsSaved_AndOnlyWhatWasChanged()
    {
        var page = await PageAsync();
        page.Find("form").TextContent.ShouldContain("Nothing is changed.");

        await page.InvokeAsync(() => page.Find("[aria-label='Share of big, in percent']").ChangeAsync("12,5"));
        page.Find("output").TextContent.ShouldBe("87.5 %");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => Told.ShouldBe(["What everybody gets of checkout_button in Production is saved."]));
        (await World.FlagAsync()).Default.Of(World.Variants[0]).Value.ShouldBe(1_250);
        page.Find("[data-testid=variant-big]").TextContent.ShouldContain("12.5 %");
        page.Find("form").TextContent.ShouldContain("Nothing is changed.");
    }

    [Fact]
    public async Task AKeyFromBefore_ThatEveryObjectOfJavaScriptHas_IsShownAsAProblem()
    {
        (await PageAsync()).FindAll("[data-testid=name-problem]").ShouldBeEmpty();
        await using (var db = World.Open())
        {
            await db.Set<Variant>().Where(variant => variant.Id == World.Variants[0]).ExecuteUpdateAsync(
                row => row.SetProperty(variant => variant.Key, "valueOf"), Cancellation);
        }

        (await PageAsync()).Find("[data-testid=name-problem]").TextContent.ShouldContain("Add a variant with another key");
    }

    [Fact]
    public async Task WhatEverybodyGets_SaysHowManyAnExperimentTakes_AsLongAsItDoes()
    {
        await World.AllocateDefaultAsync(2_500);
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));
        (await PageAsync()).FindAll("[data-testid=taken]").ShouldBeEmpty("a draft takes nobody");
        await World.StartAsync(id);

        var taken = (await PageAsync()).Find("[data-testid=taken]");

        taken.TextContent.ShouldBe("20 % of identities are in Checkout button size now; everybody else gets classic.");
        taken.QuerySelector("a")!.GetAttribute("href").ShouldBe($"shop/production/experiments/{id}");
        await World.ApplyAsync(id, new RolloutChange { Percentage = BasisPoints.All });
        (await PageAsync()).Find("[data-testid=taken]").TextContent.ShouldBe("All identities are in Checkout button size now: nobody gets what stands here.");
        await World.ApplyAsync(id, new RolloutChange { Percentage = new BasisPoints(0) });
        (await PageAsync()).FindAll("[data-testid=taken]").ShouldBeEmpty("it takes nobody at 0 %");
        await World.ApplyAsync(id, new RolloutChange { Percentage = new BasisPoints(2_000) });
        await World.PauseAsync(id);
        (await PageAsync()).FindAll("[data-testid=taken]").ShouldBeEmpty("a paused one takes nobody");
    }

    [Fact]
    public async Task SharesThatAreTooLarge_AreRefusedAtOnce_AndStay()
    {
        var page = await PageAsync();

        await page.InvokeAsync(() => page.Find("[aria-label='Share of big, in percent']").ChangeAsync("60"));
        await page.InvokeAsync(() => page.Find("[aria-label='Share of bigger, in percent']").ChangeAsync("60"));
        page.Find("fieldset [role=alert]").TextContent.ShouldContain("The shares add up to 120 %. Lower them by 20 %");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForElement(".summary").TextContent.ShouldContain("The shares add up to 120 %");
        page.Find("[aria-label='Share of big, in percent']").GetAttribute("value").ShouldBe("60");
        (await World.FlagAsync()).Default.Allocated.ShouldBe(0);
    }

    [Fact]
    public async Task WhatIsNoPercentage_KeepsTheFormFromBeingSaved()
    {
        var page = await PageAsync();

        await page.InvokeAsync(() => page.Find("[aria-label='Share of big, in percent']").ChangeAsync("12.345"));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.Find("form [role=status]").TextContent.ShouldBe("Correct the percentage that is marked first.");
        (await World.FlagAsync()).Head.Revision.ShouldBe(1);
    }

    [Fact]
    public async Task AStaleSave_KeepsWhatWasTyped_ShowsTheirs_AndThenGoesThrough()
    {
        var page = await PageAsync();
        await page.InvokeAsync(() => page.Find("[aria-label='Share of big, in percent']").ChangeAsync("10"));
        await World.Get<ChangeDefault>().RunAsync(
            new(World.Manager, World.EnvironmentId, World.FeatureId, new StateChange { Enabled = false }), Cancellation);

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForElement("[data-testid=stale]").TextContent.ShouldContain("disabled, \"classic\"");
        page.Find(".summary").TextContent.ShouldContain("ProductManager changed this (environment default: disabled)");
        page.Find("[aria-label='Share of big, in percent']").GetAttribute("value").ShouldBe("10");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.WaitForAssertion(() => Told.ShouldHaveSingleItem());
        var flag = await World.FlagAsync();
        (flag.Default.Enabled, flag.Default.Of(World.Variants[0]).Value).ShouldBe((false, 1_000));
    }

    [Fact]
    public async Task WhatWasTypedBeforeAReload_IsSavedFromTheRevisionThatItWasTypedOn()
    {
        await World.Get<ChangeDefault>().RunAsync(
            new(World.Manager, World.EnvironmentId, World.FeatureId, new StateChange { Enabled = false }), Cancellation);
        TypedBeforeAReload(revision: 1);
        var page = await PageAsync();
        await page.InvokeAsync(() => page.Find("[aria-label='Share of big, in percent']").ChangeAsync("10")); // The browser would put it back by such an event.

        await page.InvokeAsync(() => page.Find("form[data-keep=default]").SubmitAsync());

        page.WaitForElement("[data-testid=stale]").TextContent.ShouldContain("disabled, \"classic\"");
        page.Find("[aria-label='Share of big, in percent']").Id.ShouldBe($"share-default-{World.Variants[0]}");
    }

    [Fact]
    public async Task WhatSomebodyElseChanges_IsShown_AndSaidByWhom()
    {
        var page = await PageAsync(role: Role.Viewer);

        (await Services.GetRequiredService<ChangeDefault>().RunAsync(
            new(World.Manager, World.EnvironmentId, World.FeatureId, new StateChange { Value = new NewValue("modern") }), Cancellation)).Error.ShouldBeNull();

        page.WaitForAssertion(() => page.Find("[data-testid=default]").TextContent.ShouldContain("modern"));
        page.Find(".page-header [role=status]").TextContent
            .ShouldBe("ProductManager changed this just now: environment default: value \"classic\" to \"modern\".");
    }

    [Fact]
    public async Task AFrozenFlag_SaysByWhichExperiment_AndOffersNothing()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true);

        var page = await PageAsync();

        var notice = page.Find("[data-testid=frozen]");
        notice.TextContent.ShouldContain("checkout_button is frozen by an experiment");
        notice.QuerySelector("a")!.GetAttribute("href").ShouldBe($"shop/production/experiments/{id}");
        page.FindAll("form").ShouldBeEmpty();
        page.FindAll("[data-testid=variants] button:not([aria-haspopup])").ShouldBeEmpty();
        page.Find("[data-testid=default]").TextContent.ShouldContain("Control value");
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Support)]
    public async Task WhoMayNotEdit_Reads(Role role)
    {
        var page = await PageAsync(role: role);

        page.FindAll("form").ShouldBeEmpty();
        page.FindAll("main button, [data-testid=variants] button").ShouldBeEmpty();
    }

    [Fact]
    public async Task InAnArchivedEnvironment_WhatItServesIsReadOnly()
    {
        await using (var db = World.Open())
        {
            await db.Set<ProjectEnvironment>().ExecuteUpdateAsync(
                row => row.SetProperty(environment => environment.ArchivedAt, World.Clock.GetUtcNow()), Cancellation);
        }

        var page = await PageAsync();

        page.Find("[data-testid=environment-archived]").TextContent.ShouldContain("Production is archived");
        page.FindAll("form").ShouldBeEmpty();
    }

    [Fact]
    public async Task AVariant_IsAdded_AndARefusalStandsAtItsField()
    {
        var page = await PageAsync();
        await page.InvokeAsync(() => page.Find("[data-testid=variants] button").ClickAsync());

        await page.InvokeAsync(() => Dialogs.Find("#variant-key").InputAsync("Control"));
        await page.InvokeAsync(() => Dialogs.Find("#variant-value").InputAsync("huge!"));
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());
        Dialogs.WaitForElement("[role=dialog] .error").TextContent.ShouldContain("control is the key of the flag's own value");
        await page.InvokeAsync(() => Dialogs.Find("#variant-key").InputAsync("huge"));
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        Dialogs.WaitForAssertion(() => Dialogs.FindAll("[role=dialog]").ShouldBeEmpty());
        page.Find("[data-testid=variant-huge]").TextContent.ShouldContain("huge!");
        Told.ShouldBe(["huge is added."]);
    }

    [Fact]
    public async Task TheOrderOfVariants_IsChangedFromTheMenu()
    {
        var page = await PageAsync();

        await ChooseAsync(page, "Move up", Menu("biggest"));

        page.WaitForAssertion(() => Keys(page).ShouldBe(["big", "biggest", "bigger"]));
        page.Markup.ShouldContain("biggest is number 2 of 3 now.");
    }

    [Fact]
    public async Task AVariantThatPeopleGet_IsNotDeleted_AndTheRefusalSaysWhere()
    {
        await World.AllocateDefaultAsync(5_000);
        var page = await PageAsync();

        await ChooseAsync(page, "Delete…", Menu("big"));
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        Dialogs.WaitForElement("[role=dialog] [role=alert]").TextContent.ShouldContain("People get big now: Production, environment default (50 %)");
        Keys(page).ShouldContain("big");
    }

    [Fact]
    public async Task AnUnknownFlag_SaysSo()
    {
        var page = await OpenAsync<FlagPage>(Role.Viewer, "flags/nothing", builder => builder.Add(page => page.FeatureName, "nothing"));

        page.WaitForElement(".empty").TextContent.ShouldContain("There is no such flag in this project");
    }

    [Fact]
    public async Task VersionsAreShown_WhereThereAreVersions()
    {
        (await PageAsync()).FindAll("nav[aria-label='Views of the flag'] a").Select(tab => tab.TextContent.Trim()).ShouldNotContain("Versions");
        await using (var db = World.Open())
        {
            await db.Set<ProjectEnvironment>().ExecuteUpdateAsync(
                row => row.SetProperty(environment => environment.Versioning, Versioning.V2), Cancellation);
        }

        (await World.Get<ChangeDefault>().RunAsync(
            new(World.Manager, World.EnvironmentId, World.FeatureId, new StateChange { Value = new NewValue("modern") }), Cancellation)).Error.ShouldBeNull();
        var page = await PageAsync("?tab=versions&version=2&with=1");

        page.WaitForElement("[data-testid=version]").TextContent.ShouldContain("What changed from version 1 to 2");
        page.FindAll("[data-testid=version] code").Select(value => value.TextContent).ShouldContain("modern");
        page.FindAll("tbody tr").Count.ShouldBe(2);
        page.Find("tbody tr").TextContent.ShouldContain("environment default: value \"classic\" to \"modern\"");
    }

    [Fact]
    public async Task OfTheLiveVersion_WhatIsServedNowIsSaid_WhateverItBeganWith()
    {
        await using (var db = World.Open())
        {
            await db.Set<ProjectEnvironment>().ExecuteUpdateAsync(
                row => row.SetProperty(environment => environment.Versioning, Versioning.V2), Cancellation);
        }

        var id = await World.CreateExperimentAsync(World.Rollout(1_000, enabled: false, 5_000), start: true);
        await World.ApplyAsync(id, new RolloutChange { Percentage = new BasisPoints(3_000) });

        (await LiveAsync()).ShouldBe("30 % of identities are in Checkout button size now.");
        (await MutedBarsAsync()).ShouldBe("everyone: False, those: False");
        await World.PauseAsync(id);
        (await LiveAsync()).ShouldBe("Nobody is in Checkout button size, which is paused.");
        (await MutedBarsAsync()).ShouldBe("everyone: False, those: True");
        await World.CompleteAsync(id);
        (await PageAsync("?tab=versions")).FindAll("[data-testid=served-now]").ShouldBeEmpty();

        async Task<string> LiveAsync()
        {
            var page = await PageAsync("?tab=versions");
            page.WaitForElement("[data-testid=served-now]").TextContent.ShouldContain("How many enter is no part of a version");
            return page.WaitForElement("tbody tr td.what p.quiet").TextContent.Trim();
        }

        // Those of the live version: the environment default, and the rollout.
        async Task<string> MutedBarsAsync()
        {
            var number = (await World.FlagAsync()).Version.Number;
            var bars = (await PageAsync($"?tab=versions&version={number}")).WaitForElement("[data-testid=version]").QuerySelectorAll("[data-testid=everyone-bar]");
            return $"everyone: {bars[0].ClassList.Contains("muted")}, those: {bars[1].ClassList.Contains("muted")}";
        }
    }

    [Fact]
    public async Task AVersionOfThePast_LooksNotServed()
    {
        await using (var db = World.Open())
        {
            await db.Set<ProjectEnvironment>().ExecuteUpdateAsync(
                row => row.SetProperty(environment => environment.Versioning, Versioning.V2), Cancellation);
        }

        await World.AllocateDefaultAsync(2_000);

        (await PageAsync("?tab=versions&version=1")).WaitForElement("[data-testid=version] [data-testid=everyone-bar]").ClassList.ShouldContain("muted");
        (await PageAsync("?tab=versions&version=2")).WaitForElement("[data-testid=version] [data-testid=everyone-bar]").ClassList.ShouldNotContain("muted");
    }

    [Fact]
    public async Task AKeyWithThePersonsNumber_IsSomebodyElse()
    {
        var page = await PageAsync();
        var key = Actor.Key(World.Manager.Actor.Id!.Value, "Robot");

        await page.InvokeAsync(() => page.Instance.CatchUpAsync([Committed(key, "renamed")]));

        page.Find(".page-header [role=status]").TextContent.ShouldBe("Robot changed this just now: renamed.");
    }

    [Fact]
    public async Task OfSeveralChanges_TheLastOneBySomebodyElseIsSaid_AndHowManyMore()
    {
        var page = await PageAsync();
        var (ada, grace) = (Actor.Person(4_711, "Ada"), Actor.Person(4_712, "Grace"));

        await page.InvokeAsync(() => page.Instance.CatchUpAsync(
            [Committed(ada, "one"), Committed(grace, "two"), Committed(ada, "three"), Committed(World.Manager.Actor, "mine")]));
        page.Find(".page-header [role=status]").TextContent.ShouldBe("Ada changed this just now: three, and 2 more changes.");

        await page.InvokeAsync(() => page.Instance.CatchUpAsync([Committed(World.Manager.Actor with { Name = "Renamed" }, "mine")]));
        page.Find(".page-header [role=status]").TextContent.ShouldStartWith("Ada changed this");
    }

    private static string Menu(string key) => $"[data-testid=variant-{key}] [aria-haspopup=menu]";

    private static IEnumerable<string> Keys(IRenderedComponent<FlagPage> page)
        => page.FindAll("[data-testid=variants] tbody th code").Select(key => key.TextContent).Skip(1);

    private ChangeFeed.Committed Committed(Actor actor, string summary) => new(
        World.ProjectId, World.EnvironmentId, AuditKey.Flag(World.EnvironmentId, World.FeatureId), null, 2, actor, summary, World.Clock.GetUtcNow());

    private async Task<IRenderedComponent<FlagPage>> PageAsync(string query = "", Role role = Role.ProductManager)
    {
        var page = await OpenAsync<FlagPage>(
            role, $"flags/checkout_button{query}", builder => builder.Add(page => page.FeatureName, "checkout_button"));
        page.WaitForElement(".mud-card");
        return page;
    }
}
