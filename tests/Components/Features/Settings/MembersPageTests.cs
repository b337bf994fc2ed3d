using Bunit;
using ExperimentAdmin.App.Features.Settings.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Components.Features.Settings;

public sealed class MembersPageTests : WorkspaceTestContext
{
    [Fact]
    public async Task ARole_IsChanged_AfterAQuestion()
    {
        var page = await OpenAsync<MembersPage>(Role.Administrator, "settings/people");

        await page.InvokeAsync(() => page.Find("button[aria-label='Change the role of Viewer']").ClickAsync());
        await SelectAsync(Dialogs, "#field-new-role", "Administrator: also environments, keys and people");
        (await World.AccessAsync(Role.Viewer)).Role.ShouldBe(Role.Viewer);
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        (await World.AccessAsync(Role.Viewer)).Role.ShouldBe(Role.Administrator);
        Dialogs.FindAll("[role=dialog]").ShouldBeEmpty();
        page.FindAll("tbody tr").Single(row => row.TextContent.Contains("viewer@test.local", StringComparison.OrdinalIgnoreCase)).TextContent.ShouldContain("Administrator");
    }

    [Fact]
    public async Task ARoleThatSomebodyElseChangedMeanwhile_IsRefusedOnce()
    {
        var page = await OpenAsync<MembersPage>(Role.Administrator, "settings/people");
        var viewer = (await World.AccessAsync(Role.Viewer)).Actor.Id!.Value;
        await page.InvokeAsync(() => page.Find("button[aria-label='Change the role of Viewer']").ClickAsync());
        _ = await World.Get<SetMemberRole>().RunAsync(
            new(await World.AccessAsync(Role.Administrator), viewer, Role.Support), Cancellation);
        await SelectAsync(Dialogs, "#field-new-role", "Product manager: also experiments, flags and segments");

        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());
        Dialogs.Find("[role=dialog] [role=alert]").TextContent.ShouldContain("changed");
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        (await World.AccessAsync(Role.Viewer)).Role.ShouldBe(Role.ProductManager);
    }

    [Fact]
    public async Task ARole_IsTakenAway_AfterAQuestion()
    {
        var page = await OpenAsync<MembersPage>(Role.Administrator, "settings/people");

        await page.InvokeAsync(() => page.Find("button[aria-label='Remove Viewer']").ClickAsync());
        Dialogs.Find("[role=dialog]").TextContent.ShouldContain("Viewer no longer sees Shop");
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        page.FindAll("tbody tr").Count.ShouldBe(3);
    }

    [Fact]
    public async Task NobodyChosen_IsRefusedAtTheField()
    {
        var page = await OpenAsync<MembersPage>(Role.Administrator, "settings/people");

        await page.InvokeAsync(() => page.Find("form.add").SubmitAsync());

        page.Find("#field-person-error").TextContent.ShouldContain("There is no such person");
    }

    [Fact]
    public async Task SomebodyFoundByTheirName_GetsARole()
    {
        await using (var db = World.Open())
        {
            await db.Set<Person>().Where(person => person.DisplayName == "Administrator")
                .ExecuteUpdateAsync(row => row.SetProperty(person => person.IsInstanceAdministrator, true), Cancellation);
        }

        var administrator = (await World.Get<AccessGate>().AdmitToInstanceAsync((await World.AccessAsync(Role.Administrator)).Actor, Cancellation)).Value;
        (await World.Get<InvitePerson>().RunAsync(new(administrator, "ada@test.local", "Ada Lovelace"), Cancellation)).IsOk.ShouldBeTrue();
        var page = await OpenAsync<MembersPage>(Role.Administrator, "settings/people");

        await page.InvokeAsync(() => page.Find("#field-person").InputAsync("lovelace ada"));
        World.Clock.Advance(TimeSpan.FromSeconds(1)); // The typing rests.
        var found = Popovers.WaitForElements("[role=option]").ShouldHaveSingleItem();
        found.TextContent.Trim().ShouldBe("Ada Lovelace (ada@test.local)");
        await page.InvokeAsync(() => found.ClickAsync());
        await page.InvokeAsync(() => page.Find("form.add").SubmitAsync());

        page.WaitForAssertion(() => page.FindAll("tbody tr").Count.ShouldBe(5));
        Told.ShouldHaveSingleItem().ShouldBe("Ada Lovelace (ada@test.local) is viewer now.");
        page.Find("#field-person").GetAttribute("value").ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task AViewer_ReadsRoles()
    {
        var page = await OpenAsync<MembersPage>(Role.Viewer, "settings/people");

        page.FindAll("tbody tr").Count.ShouldBe(4);
        page.FindAll("select, form").ShouldBeEmpty();
    }
}
