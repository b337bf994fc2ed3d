using Bunit;
using ExperimentAdmin.App.Features.Experiments.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Components.Features.Experiments;

/// <summary>The history on the page of an experiment: compared, undone, taken along.</summary>
public sealed class HistoryTests : ExperimentPageTestContext
{
    private const string Undo = "Undo the last change…";

    [Fact]
    public async Task TwoTickedRevisions_AreCompared_AndAThirdTakesThePlaceOfTheFirst()
    {
        var id = await RaisedAsync();
        var page = await PageAsync(id);
        page.WaitForElement("#field-compare-3");

        await TickAsync(page, 3);
        page.Find("[data-testid=history] [role=status]").TextContent.ShouldBe("Revision 3 is ticked. Tick another one to compare them.");
        page.FindAll("[data-testid=compared]").ShouldBeEmpty();
        await TickAsync(page, 2);

        page.WaitForAssertion(() => page.FindAll("[data-testid=compared] tbody th, [data-testid=compared] tbody td")
            .Select(cell => cell.TextContent.Trim()).ShouldBe(["rollout › percentage", "20 %", "50 %"]));
        page.FindAll("[data-testid=compared] thead th").Select(cell => cell.TextContent).ShouldBe(["What", "Revision 2", "Revision 3"]);
        page.Find("[data-testid=compared]").GetAttribute("tabindex").ShouldBe("0");
        await TickAsync(page, 1);
        page.WaitForAssertion(() => page.FindAll("[data-testid=compared] thead th").Select(cell => cell.TextContent).ShouldBe(["What", "Revision 1", "Revision 2"]));
    }

    [Fact]
    public async Task TheLast_IsUndone_AfterAQuestionThatSaysWhatItDoes()
    {
        var id = await RaisedAsync();
        var page = await PageAsync(id, Role.Support);
        page.WaitForElement("[data-testid=change]");
        await page.InvokeAsync(() => Button(page, Undo).ClickAsync());
        Dialogs.WaitForElement("[role=dialog]").TextContent.ShouldContain("The rollout changes back: rollout 50 % to 20 %.");

        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        page.WaitForAssertion(() => page.FindAll("[data-testid=change]").Count.ShouldBe(4));
        (await World.ViewAsync(id)).Item.Rollout.State!.Percentage.ShouldBe(new BasisPoints(2_000));
        page.WaitForAssertion(() => page.Find("[data-testid=undo-last-refusal]").TextContent.ShouldContain("was an undo itself"));
        Buttons(page).ShouldNotContain(Undo);
        page.WaitForAssertion(() => page.Find(".page-header").TextContent.ShouldContain("The last change was undone."));
    }

    [Fact]
    public async Task WhatSomebodyElseDidMeanwhile_IsShown_BeforeItIsUndone()
    {
        var id = await RaisedAsync();
        var page = await PageAsync(id);
        page.WaitForElement("[data-testid=change]");
        await page.InvokeAsync(() => Button(page, Undo).ClickAsync());
        Dialogs.WaitForElement("[role=dialog]");
        (await World.PauseAsync(id)).Error.ShouldBeNull();

        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        Dialogs.WaitForAssertion(() => Dialogs.Find("[role=dialog]").TextContent.ShouldContain("runs again at 50 %"));
        Dialogs.Find("[role=dialog]").TextContent.ShouldContain("ProductManager changed this");
        (await World.ViewAsync(id)).Item.Revision.ShouldBe(4);
    }

    [Fact]
    public async Task WhatCannotBeUndone_SaysWhy_ToWhoeverCould()
    {
        var id = await RunningAsync();

        var page = await PageAsync(id);

        page.WaitForElement("[data-testid=undo-last-refusal]").TextContent.ShouldContain("The last change was the start");
        Buttons(page).ShouldNotContain(Undo);
    }

    [Fact]
    public async Task AViewer_SeesTheRevisionsAndTheFiles_AndNoUndo()
    {
        var id = await RaisedAsync();

        var page = await PageAsync(id, Role.Viewer);

        page.WaitForAssertion(() => page.FindAll("[data-testid=change]").Count.ShouldBe(3));
        page.FindAll("[data-testid=undo-last-refusal]").ShouldBeEmpty();
        Buttons(page).ShouldNotContain(Undo);
        page.FindAll("[data-testid=history] a[download]").Select(link => link.GetAttribute("href"))
            .ShouldBe([$"shop/production/experiments/{id}/history.csv", $"shop/production/experiments/{id}/history.json"]);
    }

    private async Task<int> RaisedAsync()
    {
        var id = await RunningAsync();
        (await World.ApplyAsync(id, new RolloutChange { Percentage = new BasisPoints(5_000) })).Error.ShouldBeNull();
        return id;
    }

    private static IEnumerable<string> Buttons(IRenderedComponent<ExperimentPage> page) => page.FindAll("button").Select(button => button.TextContent.Trim());

    private static Task TickAsync(IRenderedComponent<ExperimentPage> page, int number)
        => page.InvokeAsync(() => page.Find($"#field-compare-{number}").ChangeAsync(new() { Value = true }));
}
