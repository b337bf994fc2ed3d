using Bunit;
using ExperimentAdmin.App.Features.Settings.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Components.Features.Settings;

public sealed class KeysPageTests : WorkspaceTestContext
{
    [Fact]
    public async Task AServerKey_IsShownOnce()
    {
        var page = await OpenAsync<KeysPage>(Role.Administrator, "settings/keys");
        await page.InvokeAsync(() => page.Find("#field-name").InputAsync(new() { Value = "Backend" }));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        var token = page.Find(".made .token").TextContent;

        token.ShouldStartWith("ser.");
        page.Find(".made").TextContent.ShouldContain("only this once");
        (await OpenAsync<KeysPage>(Role.Administrator, "settings/keys")).Markup.ShouldNotContain(token);
    }

    [Fact]
    public async Task TheLastKeyOfItsKind_IsRevokedOnlyAfterAWord()
    {
        var page = await OpenAsync<KeysPage>(Role.Administrator, "settings/keys");
        await page.InvokeAsync(() => page.Find("#field-name").InputAsync(new() { Value = "Backend" }));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        await ChooseAsync(page, "Revoke…");
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());
        Dialogs.Find("[role=dialog] [role=alert]").TextContent.ShouldContain("the last server key");

        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());
        (await World.Get<SettingsReads>().KeysAsync(World.Manager, World.EnvironmentId, Cancellation)).ShouldHaveSingleItem().IsUsable.ShouldBeFalse();
    }

    [Fact]
    public async Task AViewer_SeesKeys_AndNoWayToChangeThem()
    {
        var page = await OpenAsync<KeysPage>(Role.Viewer, "settings/keys");

        page.FindAll("form").ShouldBeEmpty();
        page.FindAll("[aria-haspopup=menu]").ShouldBeEmpty();
    }
}
