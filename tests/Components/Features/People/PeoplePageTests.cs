using Bunit;
using ExperimentAdmin.App.Features.Audit.Pages;
using ExperimentAdmin.App.Features.People.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Features.People;

public sealed class PeoplePageTests : SignedInTestContext
{
    [Fact]
    public async Task AnInstanceAdministrator_SeesEverybody()
    {
        await SignInAsync(Role.Administrator, isInstanceAdministrator: true);

        var page = Render<PeoplePage>();

        page.FindAll("tbody tr").Count.ShouldBe(4);
        page.Find("tbody tr").TextContent.ShouldContain("Instance administrator");
    }

    [Theory]
    [InlineData("?account=7")]
    [InlineData("?account=nonsense")]
    [InlineData("?page=9")]
    public async Task AnAddressThatMakesNoSense_ShowsEverybody(string query)
    {
        await SignInAsync(Role.Administrator, isInstanceAdministrator: true);
        Navigation.NavigateTo($"instance/people{query}");

        Render<PeoplePage>().WaitForAssertion(() => Services.GetRequiredService<NavigationManager>().Uri.ShouldNotContain("page="));
        Render<PeoplePage>().FindAll("tbody tr").Count.ShouldBe(4);
    }

    [Fact]
    public async Task EverybodyElse_IsTurnedAway_EvenIfTheyGetHere()
    {
        await SignInAsync(Role.Administrator);

        var page = Render<PeoplePage>();

        page.Find("[role=alert]").TextContent.ShouldContain("Only an instance administrator can do this");
        page.FindAll("table").ShouldBeEmpty();
    }

    [Fact]
    public async Task WhoNoLongerManagesTheInstance_SeesNothingMore_ThoughThePageIsOpen()
    {
        var person = await SignInAsync(Role.Administrator, isInstanceAdministrator: true);
        var page = Render<PeoplePage>();
        page.FindAll("tbody tr").Count.ShouldBe(4);
        await using (var db = Database.CreateDbContext())
        {
            await db.Set<Person>().Where(user => user.Id == person).ExecuteUpdateAsync(row => row.SetProperty(user => user.IsInstanceAdministrator, false), Cancellation);
        }

        Navigation.NavigateTo("instance/people?q=viewer");

        page.WaitForElement("[role=alert]").TextContent.ShouldContain("Only an instance administrator can do this");
        page.FindAll("table").ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatIsChangedOfPeople_IsInTheAuditLogOfTheInstance()
    {
        await SignInAsync(Role.Administrator, isInstanceAdministrator: true);
        var people = Render<PeoplePage>();
        await ChooseAsync(people, "Deactivate…", Menu("Viewer"));
        await people.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());
        Navigation.NavigateTo("instance/audit?kind=person");

        var page = Render<InstanceAuditPage>();

        page.WaitForElement("[data-testid=change] p").TextContent.ShouldContain("Administrator deactivated person Viewer");
        page.FindAll("#field-environment").ShouldBeEmpty();
    }

    [Fact]
    public async Task TheOnlyAdministrator_CannotBeDeactivated()
    {
        var person = await SignInAsync(Role.Administrator, isInstanceAdministrator: true);
        var page = Render<PeoplePage>();

        await ChooseAsync(page, "Deactivate…", Menu("Administrator"));
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        Dialogs.Find("[role=dialog] [role=alert]").TextContent.ShouldContain("the only instance administrator");
        await using var db = Database.CreateDbContext();
        (await db.Set<Person>().SingleAsync(user => user.Id == person, Cancellation)).DeactivatedAt.ShouldBeNull();
    }

    [Fact]
    public async Task SomebodyWhomSomebodyElseRenamedMeanwhile_IsRefusedOnce()
    {
        await SignInAsync(Role.Administrator, isInstanceAdministrator: true);
        var (page, other) = (Render<PeoplePage>(), Render<PeoplePage>());
        await ChooseAsync(page, "Rename…", Menu("Viewer"));
        await RenameAsync(other, "Vera");

        await page.InvokeAsync(() => Dialogs.Find("#field-name").InputAsync(new() { Value = "Vic" }));
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());
        Dialogs.Find("[role=dialog] [role=alert]").TextContent.ShouldContain("renamed from Viewer");
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        Dialogs.FindAll("[role=dialog]").ShouldBeEmpty();
        Row(page, "Vic").ShouldNotBeNull();

        async Task RenameAsync(IRenderedComponent<PeoplePage> page, string name)
        {
            await ChooseAsync(page, "Rename…", Menu("Viewer"));
            await page.InvokeAsync(() => Dialogs.FindAll("#field-name")[^1].InputAsync(new() { Value = name }));
            await page.InvokeAsync(() => Dialogs.FindAll("[role=dialog] form")[^1].SubmitAsync());
        }
    }

    [Fact]
    public async Task SomebodyDeactivated_IsOfferedToBeActivated()
    {
        await SignInAsync(Role.Administrator, isInstanceAdministrator: true);
        var page = Render<PeoplePage>();

        await ChooseAsync(page, "Deactivate…", Menu("Viewer"));
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        Dialogs.FindAll("[role=dialog]").ShouldBeEmpty();
        Row(page, "Viewer").TextContent.ShouldContain("Deactivated");
        (await OpenMenuAsync(page, Menu("Viewer"))).Select(item => item.TextContent.Trim()).ShouldBe(["Rename…", "Activate…"]);
    }

    [Fact]
    public async Task AnInvitation_ShowsItsLinkOnce()
    {
        await SignInAsync(Role.Administrator, isInstanceAdministrator: true);
        var page = Render<InvitePage>();
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.FindAll(".summary li").Count.ShouldBe(2);

        await page.InvokeAsync(() => page.Find("#field-email").InputAsync(new() { Value = "ada@example.com" }));
        await page.InvokeAsync(() => page.Find("#field-name").InputAsync(new() { Value = "Ada" }));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.Find(".address").TextContent.ShouldStartWith("http://localhost/account/set-password?person=");
        page.FindAll("form").ShouldBeEmpty();
    }

    [Fact]
    public async Task AnInvitation_SaysSo_WhenThereAreMoreProjectsThanItLists()
    {
        await SignInAsync(Role.Administrator, isInstanceAdministrator: true);
        Render<InvitePage>().FindAll("#field-project-hint").ShouldBeEmpty();
        await using (var db = Database.CreateDbContext())
        {
            db.AddRange(Enumerable.Range(1, ListQuery.MaxSize).Select(number => new Project
            {
                Name = $"Project {number}",
                NameFolded = $"project {number}",
                Slug = $"project-{number}",
                CreatedAt = World.Clock.GetUtcNow(),
            }));
            await db.SaveChangesAsync(Cancellation);
        }

        Render<InvitePage>().Find("#field-project-hint").TextContent.ShouldStartWith("The first 999 are listed.");
    }

    private static AngleSharp.Dom.IElement Row(IRenderedComponent<PeoplePage> page, string name)
        => page.FindAll("tbody tr").Single(row => row.QuerySelector("th .name")!.TextContent == name);

    private static string Menu(string name) => $"[aria-label='Actions for {name}']";
}
