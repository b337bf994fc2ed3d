using AngleSharp.Dom;
using Bunit;
using ExperimentAdmin.App.Features.Segments.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.Reads;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ExperimentAdmin.Components.Features.Segments;

public sealed class SegmentPageTests : WorkspaceTestContext
{
    private static readonly SegmentRule[] s_rules =
    [
        new(RuleType.Any, [new SegmentCondition("plan", SegmentOperator.Equal, "pro")],
            [new(RuleType.None, [new SegmentCondition("country", SegmentOperator.In, "de,fr")], [])]),
    ];

    [Fact]
    public async Task ANewSegment_IsCreatedFromSentences()
    {
        var page = await OpenAsync<NewSegmentPage>(Role.ProductManager, "segments/new");
        await TypeAsync(page, "name", "Grown-ups in France");
        await TypeAsync(page, "rules-0--conditions-0--property", "age");
        await SelectAsync(page, "#field-rules-0--conditions-0--operator", "is at least");
        await TypeAsync(page, "rules-0--conditions-0--value", "18");
        await Button(page, "Add condition").ClickAsync(new());
        await TypeAsync(page, "rules-0--conditions-1--property", "country");
        await SelectAsync(page, "#field-rules-0--conditions-1--operator", "is one of");
        await TypeAsync(page, "rules-0--conditions-1--value", "fr, mc");
        await Button(page, "Add group").ClickAsync(new());
        await SelectAsync(page, "#field-rules-0--rules-0--conditions-0--kind", "identity key");
        await TypeAsync(page, "rules-0--rules-0--conditions-0--value", "12,5");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        var view = (await World.Get<SegmentReads>().ListAsync(World.Manager, new(), Cancellation)).Page.Items.ShouldHaveSingleItem();
        Here.ShouldBe($"shop/production/segments/{view.Id}");
        var rule = (await World.Get<SegmentReads>().FindAsync(World.Manager, view.Id, Cancellation))!.Rules!.ShouldHaveSingleItem();
        rule.Conditions.ShouldBe(
            [new("age", SegmentOperator.GreaterThanInclusive, "18"), new("country", SegmentOperator.In, "fr,mc")]);
        rule.Rules.ShouldHaveSingleItem().Conditions.ShouldBe([new("$.identity.key", SegmentOperator.PercentageSplit, "12.5")]);
    }

    [Fact]
    public async Task TraitsThatThereAre_AreSuggested()
    {
        (await World.Get<CreateSegment>().RunAsync(new(World.Manager, "Pro", string.Empty, s_rules), Cancellation)).Error.ShouldBeNull();

        var page = await OpenAsync<NewSegmentPage>(Role.ProductManager, "segments/new");

        page.Find("#field-rules-0--conditions-0--property").GetAttribute("list").ShouldBe("trait-names");
        page.WaitForAssertion(() => page.FindAll("datalist#trait-names option").Select(option => option.GetAttribute("value")).ShouldBe(["country", "plan"]));
    }

    [Theory]
    [InlineData("?flag=checkout_button", "flags/checkout_button?tab=overrides&edit=new", "segment={0}")]
    [InlineData("?flag=checkout_button&segment=12", "flags/checkout_button?tab=overrides&edit=new&segment=12", "segment={0}")]
    [InlineData("?flag=https%3A%2F%2Fexample.com", "segments", null)]
    [InlineData("?flag=..%2F..%2Fother", "segments", null)]
    [InlineData("?flag=no_such_flag", "segments", null)]
    public async Task AnOverrideThatAskedForASegment_GetsIt_AndNothingElseIsGoneBackTo(string query, string cancel, string? chosen)
    {
        var page = await OpenAsync<NewSegmentPage>(Role.ProductManager, $"segments/new{query}");
        page.FindAll("a").Single(link => link.TextContent.Trim() == "Cancel").GetAttribute("href").ShouldBe($"shop/production/{cancel}");
        await TypeAsync(page, "name", "Night owls");
        await TypeAsync(page, "rules-0--conditions-0--property", "hour");
        await TypeAsync(page, "rules-0--conditions-0--value", "22");

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        var id = (await World.Get<SegmentReads>().ListAsync(World.Manager, new(), Cancellation)).Page.Items.ShouldHaveSingleItem().Id;
        Here.ShouldBe(chosen is null
            ? $"shop/production/segments/{id}"
            : $"shop/production/flags/checkout_button?tab=overrides&edit=new&{chosen.Replace("{0}", $"{id}", StringComparison.Ordinal)}");
    }

    [Fact]
    public async Task TheWayBack_IsPromisedToWhoMayCreate_AndOthersAreLedBackToTheFlag()
    {
        (await OpenAsync<NewSegmentPage>(Role.ProductManager, "segments/new?flag=checkout_button")).Markup.ShouldContain("back at the override of checkout_button");
        (await OpenAsync<NewSegmentPage>(Role.ProductManager, "segments/new?flag=no_such_flag")).Markup.ShouldNotContain("no_such_flag");

        var page = await OpenAsync<NewSegmentPage>(Role.Support, "segments/new?flag=checkout_button");

        page.Markup.ShouldNotContain("with this segment chosen");
        page.FindAll("a").Single(link => link.TextContent == "Go back to checkout_button.").GetAttribute("href").ShouldBe("shop/production/flags/checkout_button?tab=overrides");
        (await OpenAsync<NewSegmentPage>(Role.Support, "segments/new?flag=no_such_flag")).FindAll("a").Select(link => link.TextContent).ShouldContain("Go to the segments.");
    }

    [Fact]
    public async Task Refusals_StandAtTheirField_UntilItIsCorrected()
    {
        var page = await OpenAsync<NewSegmentPage>(Role.ProductManager, "segments/new");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.Find("#field-name").GetAttribute("aria-invalid").ShouldBe("true");
        page.FindAll(".summary li").Count.ShouldBe(2);
        page.Find("#field-rules-0--conditions-0--property-error").TextContent.ShouldContain("Say what to look at");

        await TypeAsync(page, "rules-0--conditions-0--property", "plan");
        page.FindAll("#field-rules-0--conditions-0--property-error").ShouldBeEmpty();
        page.FindAll(".summary li").Count.ShouldBe(1);
    }

    [Fact]
    public async Task WithoutTheRole_ThereIsNoForm()
    {
        (await OpenAsync<NewSegmentPage>(Role.Support, "segments/new")).FindAll("form").ShouldBeEmpty();
        var page = await OpenSegmentAsync(await CreateAsync(), Role.Support);

        page.FindAll("form").ShouldBeEmpty();
        page.FindAll("[aria-haspopup=menu]").ShouldBeEmpty();
        page.FindAll("li").Select(item => item.TextContent.Trim()).ShouldContain("country is one of “de”, “fr”");
    }

    [Fact]
    public async Task TheTryItBox_FollowsTheDraft_AndSaysWhy()
    {
        var page = await OpenSegmentAsync(await CreateAsync());
        Result(page).ShouldBe("Not in the segment");

        await TypeAsync(page, "try-plan", "pro");
        Result(page).ShouldBe("In the segment");
        await TypeAsync(page, "try-country", "fr");
        Result(page).ShouldBe("Not in the segment");
        page.FindAll("[data-testid=why]").Select(why => why.TextContent.Trim()).ShouldBe(
            ["Holds: plan is “pro”, which equals “pro”.", "Holds: country is “fr”, which is one of “de”, “fr”."]);

        await TypeAsync(page, "rules-0--rules-0--conditions-0--value", "de");
        Result(page).ShouldBe("In the segment");
    }

    [Fact]
    public async Task RemovingParts_LeavesTheOthersAsTheyAre()
    {
        var page = await OpenSegmentAsync(await CreateAsync());

        await page.InvokeAsync(() => page.FindAll("button").First(button => button.GetAttribute("aria-label") == "Remove group").ClickAsync(new()));

        page.WaitForAssertion(() => page.FindAll("[data-testid=group]").Count.ShouldBe(1));
        page.Find("#field-rules-0--conditions-0--property").GetAttribute("value").ShouldBe("plan");
        page.Find("[data-testid=rules] p[role=status]").TextContent.ShouldBe("1 condition");
        await page.InvokeAsync(() => page.FindAll("button").First(button => button.GetAttribute("aria-label") == "Remove condition: plan equals “pro”").ClickAsync(new()));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.Find(".summary").TextContent.ShouldContain("This group has no conditions");
    }

    [Fact]
    public async Task Saving_KeepsTheRulesAsStored_WhenOnlyTheNameChanged()
    {
        var id = await CreateAsync();
        var page = await OpenSegmentAsync(id);

        await TypeAsync(page, "name", "Crew");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        Told.ShouldHaveSingleItem().ShouldBe("Crew is saved.");
        page.WaitForAssertion(() => page.Find("[data-testid=change]").TextContent.ShouldContain("renamed from Staff"));
        page.Find("h1").TextContent.ShouldBe("Crew");
    }

    [Fact]
    public async Task AStaleSave_IsRefused_ShowsTheirs_KeepsMine_AndCanBeRepeated()
    {
        var id = await CreateAsync();
        var page = await OpenSegmentAsync(id);
        await TypeAsync(page, "name", "Mine");
        (await Services.GetRequiredService<EditSegment>().RunAsync(new(World.Manager, id) { Name = "Theirs" }, Cancellation)).Error.ShouldBeNull();
        page.WaitForAssertion(() => page.Find("p.status").TextContent.ShouldBe("ProductManager: renamed from Staff, just now."));

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.Find(".summary").TextContent.ShouldContain("ProductManager changed this (renamed from Staff)");
        page.Find("[data-testid=stale]").TextContent.ShouldContain("It is now called Theirs");
        page.WaitForAssertion(() => page.Find("[data-testid=stale]").TextContent.ShouldContain("ProductManager changed this segment meanwhile"));
        page.Find("#field-name").GetAttribute("value").ShouldBe("Mine");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.FindAll("[data-testid=stale]").ShouldBeEmpty();
        page.Find("h1").TextContent.ShouldBe("Mine");
    }

    [Fact]
    public async Task WhatWasTypedOnAnOlderRevision_BeforeAReload_IsNotSavedUnseen()
    {
        var id = await CreateAsync();
        (await Services.GetRequiredService<EditSegment>().RunAsync(new(World.Manager, id) { Description = "Theirs" }, Cancellation)).Error.ShouldBeNull();
        TypedBeforeAReload(revision: 1);
        var page = await OpenSegmentAsync(id);
        await TypeAsync(page, "name", "Mine"); // The browser would put it back by such an event.

        page.WaitForElement("[data-testid=stale]");
        page.WaitForAssertion(() => page.Find("[data-testid=stale]").TextContent.ShouldContain("ProductManager changed this segment meanwhile"));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.Find(".summary").TextContent.ShouldContain("ProductManager changed this (description changed)");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        var item = (await World.Get<SegmentReads>().FindAsync(World.Manager, id, Cancellation))!.Item;
        (item.Name, item.Description).ShouldBe(("Mine", "Theirs"));
    }

    [Fact]
    public async Task ASaveAfterSomebodyElses_SendsOnlyWhatWasChanged()
    {
        var id = await CreateAsync();
        var page = await OpenSegmentAsync(id);
        await TypeAsync(page, "name", "Mine");
        (await Services.GetRequiredService<EditSegment>().RunAsync(new(World.Manager, id) { Description = "Theirs" }, Cancellation)).Error.ShouldBeNull();

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.WaitForElement("[data-testid=stale]");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        var item = (await World.Get<SegmentReads>().FindAsync(World.Manager, id, Cancellation))!.Item;
        (item.Name, item.Description).ShouldBe(("Mine", "Theirs"));
    }

    [Fact]
    public async Task WhileNothingIsTyped_ThePageFollowsOthers()
    {
        var id = await CreateAsync();
        var page = await OpenSegmentAsync(id);

        (await Services.GetRequiredService<EditSegment>().RunAsync(new(World.Manager, id) { Name = "Theirs" }, Cancellation)).Error.ShouldBeNull();

        page.WaitForAssertion(() => page.Find("#field-name").GetAttribute("value").ShouldBe("Theirs"));
    }

    [Fact]
    public async Task ARunningRolloutBehindTheSegment_IsNamed_AndSavingWarns()
    {
        var id = await World.AddSegmentOverrideAsync("Staff", state => state.Enabled = true);
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true, name: "Big button");
        var page = await OpenSegmentAsync(id);

        page.Find("[data-testid=outranks] a").TextContent.ShouldBe("Big button");
        page.Find("[data-testid=where-used] a").GetAttribute("href").ShouldBe("shop/production/flags/checkout_button");
        await TypeAsync(page, "rules-0--conditions-0--value", "free");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        Services.GetRequiredService<ISnackbar>().ShownSnackbars.ShouldHaveSingleItem().Severity.ShouldBe(Severity.Warning);
    }

    [Fact]
    public async Task ASegmentThatIsNotThere_LeadsToTheList()
        => (await OpenSegmentAsync(4_711)).Find(".empty a").GetAttribute("href").ShouldBe("shop/production/segments");

    [Fact]
    public async Task APatternFromBeforeThatIsNotServed_IsNamed_AndNobodyIsIn()
    {
        var id = await CreateAsync();
        await World.ChangeRulesAsync(id, [new(RuleType.None, [new("mail", SegmentOperator.Regex, "^(?=x)")], [])]);
        var page = await OpenSegmentAsync(id);

        page.Find("[data-testid=not-served] li").TextContent.ShouldStartWith("mail matches the pattern “^(?=x)”. The pattern looks ahead with (?=");
        Result(page).ShouldBe("Not in the segment");

        await TypeAsync(page, "rules-0--conditions-0--value", "^(?!x)");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.Find("#field-rules-0--conditions-0--value-error").TextContent.ShouldContain("(?!");

        await TypeAsync(page, "rules-0--conditions-0--value", "^x");
        Result(page).ShouldBe("In the segment");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.WaitForAssertion(() => page.FindAll("[data-testid=not-served]").ShouldBeEmpty());
    }

    [Fact]
    public async Task AFormOnWhichEnginesDisagree_IsSaidWhereItIsTyped()
    {
        var page = await OpenSegmentAsync(await CreateAsync());
        Notes(page).ShouldBeEmpty();

        await TypeAsync(page, "rules-0--conditions-0--value", " 02134 ");
        Notes(page).ShouldBe(["number_spelling"]);
        page.Find("[data-testid=condition] [role=status]").TextContent.ShouldContain("z02134");
        await SelectAsync(page, "#field-rules-0--conditions-0--operator", "matches the pattern");
        await TypeAsync(page, "rules-0--conditions-0--value", "^a|b");
        Notes(page).ShouldBe(["pattern_not_anchored"]);
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.Find("#field-rules-0--conditions-0--value-error").TextContent.ShouldContain("each of its branches");

        await TypeAsync(page, "rules-0--conditions-0--value", "^(?:a|b)");
        Notes(page).ShouldBeEmpty();
    }

    [Fact]
    public async Task AFormOnWhichEnginesDisagree_IsSaidOfWhatIsStored_AlsoToWhoOnlyReads()
    {
        var id = await CreateAsync();
        await World.ChangeRulesAsync(id, [new(RuleType.All, [new("constructor", SegmentOperator.IsSet, ""), new("n", SegmentOperator.GreaterThan, "4.5")], [])]);

        Notes(await OpenSegmentAsync(id)).ShouldBe(["property_in_javascript", "number_fraction", "number_order"]);
        Notes(await OpenSegmentAsync(id, Role.Viewer)).ShouldBe(["property_in_javascript", "number_fraction", "number_order"]);
    }

    [Fact]
    public async Task Blanks_AreCutOnSaving_AndTheEditorSaysSo_AndShowsWhatIsStored()
    {
        var id = await CreateAsync();
        var page = await OpenSegmentAsync(id);
        page.Find("[data-testid=rules]").TextContent.ShouldContain("are cut when it is saved");

        await TypeAsync(page, "rules-0--conditions-0--property", " plan ");
        await TypeAsync(page, "rules-0--conditions-0--value", " very pro ");
        await TypeAsync(page, "try-plan", "very pro");
        Result(page).ShouldBe("In the segment");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => page.Find("#field-rules-0--conditions-0--value").GetAttribute("value").ShouldBe("very pro"));
        page.Find("#field-rules-0--conditions-0--property").GetAttribute("value").ShouldBe("plan");
        (await World.Get<SegmentReads>().FindAsync(World.Manager, id, Cancellation))!.Rules![0].Conditions.ShouldBe([new("plan", SegmentOperator.Equal, "very pro")]);
    }

    [Fact]
    public async Task BlanksFromBefore_AreNamed_UntilTheSegmentIsSaved()
    {
        var id = await CreateAsync();
        await World.ChangeRulesAsync(id, [new(RuleType.All, [new("country", SegmentOperator.In, "de, fr")], [])]);
        var page = await OpenSegmentAsync(id);
        page.Find("[data-testid=not-tidy]").TextContent.ShouldContain("until it is saved again");

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => page.FindAll("[data-testid=not-tidy]").ShouldBeEmpty());
        (await World.Get<SegmentReads>().FindAsync(World.Manager, id, Cancellation))!.Rules![0].Conditions[0].Value.ShouldBe("de,fr");
    }

    private static IEnumerable<string?> Notes(IRenderedComponent<IComponent> page)
        => page.FindAll("[data-testid=engine-notes] [data-code]").Select(note => note.GetAttribute("data-code"));

    private static Task TypeAsync(IRenderedComponent<IComponent> page, string field, string text)
        => page.InvokeAsync(() => page.Find($"#field-{field}").InputAsync(new() { Value = text }));

    private static IElement Button(IRenderedComponent<IComponent> page, string text)
        => page.FindAll("button").Last(button => button.TextContent.Trim() == text);

    private static string Result(IRenderedComponent<IComponent> page) => page.Find("[data-testid=result]").TextContent.Trim();

    private async Task<int> CreateAsync()
        => (await Services.GetRequiredService<CreateSegment>().RunAsync(new(World.Manager, "Staff", "", s_rules), Cancellation)).Value;

    private async Task<IRenderedComponent<SegmentPage>> OpenSegmentAsync(int id, Role role = Role.ProductManager)
    {
        var page = await OpenAsync<SegmentPage>(role, $"segments/{id}", parameters => parameters.Add(page => page.Id, id));
        page.WaitForAssertion(() => page.FindAll(".loading").ShouldBeEmpty());
        return page;
    }
}
