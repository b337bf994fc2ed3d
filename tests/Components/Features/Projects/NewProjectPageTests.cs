using Bunit;
using ExperimentAdmin.App.Features.Projects.Pages;
using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.Components.Features.Projects;

public sealed class NewProjectPageTests : SignedInTestContext
{
    [Fact]
    public async Task WhileTheDatabaseIsAway_ItSaysSo_AndWhatWasTypedIsSavedAfterwards()
    {
        await SignInAsync(Role.Administrator, isInstanceAdministrator: true);
        var page = Render<NewProjectPage>();
        await page.InvokeAsync(() => page.Find("#field-name").InputAsync(new() { Value = "Greenhouse" }));
        using (WhileTheDatabaseIsAway())
        {
            await page.InvokeAsync(() => page.Find("form").SubmitAsync());
            page.Markup.ShouldContain("The database is gone.");
            page.Find("#field-name").GetAttribute("value").ShouldBe("Greenhouse");
        }

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        Here.ShouldBe("greenhouse/development");
    }

    [Fact]
    public async Task WhatWasTypedBeforeAReload_IsPutBack_WithEveryEnvironment_AndForgottenOnceItIsSaved()
    {
        await SignInAsync(Role.Administrator, isInstanceAdministrator: true);
        var before = Render<NewProjectPage>();
        await before.InvokeAsync(() => before.FindAll("button").Single(button => button.TextContent.Contains("Add an environment", StringComparison.Ordinal)).ClickAsync());
        await before.InvokeAsync(() => before.Find("#field-environments-2--name").InputAsync(new() { Value = "Staging" }));
        var kept = before.Find("#project-environments").GetAttribute("value");

        var page = Render<NewProjectPage>();
        JSInterop.Invocations["restoreForm"].Count.ShouldBe(2);
        await page.InvokeAsync(() => page.Find("#field-name").InputAsync(new() { Value = "Greenhouse" })); // The browser would put it back by such events.
        await page.InvokeAsync(() => page.Find("#project-environments").ChangeAsync(new() { Value = kept }));
        page.Find("#field-environments-2--name").GetAttribute("value").ShouldBe("Staging");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        Here.ShouldBe("greenhouse/development");
        JSInterop.Invocations["forgetForm"].Count.ShouldBe(1);
    }
}
