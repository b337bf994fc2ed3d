using Bunit;
using ExperimentAdmin.App.Features.Settings.Pages;
using ExperimentAdmin.Core.Access.Domain;

namespace ExperimentAdmin.Components.Features.Settings;

public sealed class MembersPageTests : WorkspaceTestContext
{
    [Fact]
    public async Task ARole_IsChangedInPlace()
    {
        var page = await OpenAsync<MembersPage>(Role.Administrator, "settings/people");
        var viewer = (await World.AccessAsync(Role.Viewer)).Actor.Id;

        await page.Find($"#field-role-{viewer}").ChangeAsync(new() { Value = "1" });

        (await World.AccessAsync(Role.Viewer)).Role.ShouldBe(Role.Support);
    }

    [Fact]
    public async Task ARole_IsTakenAway_AfterAQuestion()
    {
        var page = await OpenAsync<MembersPage>(Role.Administrator, "settings/people");

        await page.Find("button[aria-label='Remove Viewer']").ClickAsync();
        page.Find("dialog").TextContent.ShouldContain("Viewer no longer sees Shop");
        await page.Find("dialog form").SubmitAsync();

        page.FindAll("tbody tr").Count.ShouldBe(3);
    }

    [Fact]
    public async Task NobodyChosen_IsRefusedAtTheField()
    {
        var page = await OpenAsync<MembersPage>(Role.Administrator, "settings/people");

        await page.Find("form.add").SubmitAsync();

        page.Find("#field-person-error").TextContent.ShouldContain("There is no such person");
    }

    [Fact]
    public async Task AViewer_ReadsRoles()
    {
        var page = await OpenAsync<MembersPage>(Role.Viewer, "settings/people");

        page.FindAll("tbody tr").Count.ShouldBe(4);
        page.FindAll("select, form").ShouldBeEmpty();
    }
}
