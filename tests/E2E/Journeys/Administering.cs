using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys;

/// <summary>What administrators do for others, on a server of its own: it takes people away.</summary>
public sealed class Administering(RunningApp app) : Journey(app)
{
    [Fact]
    public async Task SomebodyDeactivated_LosesTheOpenPage()
    {
        await using var server = await AppServer.WithDemoAsync();
        await server.StartAsync(Cancellation);
        var viewer = await SignedInAsync(Role.Viewer, server);
        await new ExperimentsScreen(viewer).OpenAsync("/shop/production");
        var administrator = await SignedInAsync(Role.Administrator, server);
        await administrator.GotoAsync("/instance/people");

        await administrator.GetByRole(AriaRole.Button, new() { Name = "Actions for Vic Viewer" }).ClickAsync();
        await administrator.GetByRole(AriaRole.Menuitem, new() { Name = "Deactivate" }).ClickAsync();
        await administrator.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Deactivate" }).ClickAsync();

        await Expect(viewer.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await viewer.GotoAsync("/shop/production/experiments");
        await Expect(viewer.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await viewer.CloseAsync(); // Before the server goes.
        await administrator.CloseAsync();
    }

    [Fact]
    public async Task AnApiKey_IsShownOnce_Works_AndIsRevoked()
    {
        var place = App.NextPlayground();
        var page = await SignedInAsync(Role.Administrator);
        await page.GotoAsync($"{place.Production}/settings/api-keys");
        await page.GetByRole(AriaRole.Link, new() { Name = "Make the first API key" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("Release pipeline");
        await page.GetByLabel("Product manager").CheckAsync();
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Name")).ToHaveValueAsync("Release pipeline");
        await Expect(page.GetByLabel("Product manager")).ToBeCheckedAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Make API key" }).ClickAsync();
        var token = await page.Locator(".token").InnerTextAsync();
        token.ShouldStartWith("eak.");
        var command = await page.Locator(".trial").InnerTextAsync();
        command.ShouldContain($"Api-Key {token}");

        // What the command asks for, where its quoted address says.
        async Task<int> AskAsync() => (await page.APIRequest.GetAsync(
            command.Split('"')[^2], new() { Headers = [KeyValuePair.Create("Authorization", $"Api-Key {token}")] })).Status;

        (await AskAsync()).ShouldBe(200);
        await Screens.TakeAsync(page, "settings-api-key-new", "made");
        await page.GetByRole(AriaRole.Link, new() { Name = "I have copied it" }).ClickAsync();

        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Release pipeline" });
        await Expect(row).ToContainTextAsync("Active");
        (await page.ContentAsync()).ShouldNotContain(token);
        await row.GetByRole(AriaRole.Button, new() { Name = "Revoke Release pipeline" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Revoke key" }).ClickAsync();

        await Expect(row).ToContainTextAsync("Revoked");
        (await AskAsync()).ShouldBe(401);
        await Expect(row.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await Screens.TakeAsync(page, "settings-api-keys", "normal");
    }

    [Fact]
    public async Task AServerKey_IsShownOnce()
    {
        var page = await SignedInAsync(Role.Administrator);
        await page.GotoAsync($"{App.NextPlayground().Production}/settings/keys");
        await page.GetByLabel("Name").FillAsync("Checkout service");
        await page.GetByLabel("Kind").ChooseAsync("Server: secret, for services of yours");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make key" }).ClickAsync();
        var made = page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Checkout service was made" });
        var token = await made.Locator(".token").InnerTextAsync();
        token.ShouldStartWith("ser.");

        await page.ReloadAsync();

        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Checkout service" }).Or(page.GetByText("Checkout service")).First).ToBeVisibleAsync();
        (await page.ContentAsync()).ShouldNotContain(token);
    }

    [Fact]
    public async Task OldRecords_AreArchivedAndRemoved_ByKeyboardAlone()
    {
        await using var server = await AppServer.WithDemoAsync();
        await LetOldRecordsGoAsync(server);
        await server.StartAsync(Cancellation);
        var page = await SignedInAsync(Role.Administrator, server);
        await page.GotoAsync("/instance/retention");
        var days = page.GetByLabel("Audit records of environments");
        await TabToAsync(days);
        await page.Keyboard.TypeAsync("one");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#field-environment-record-days-error")).ToContainTextAsync("a whole number");
        await Expect(days).ToHaveValueAsync("one");
        await Screens.TakeAsync(page, "retention", "refused");

        await days.FillAsync("1");
        await page.Keyboard.PressAsync("Enter");
        var run = page.GetByRole(AriaRole.Button, new() { Name = "Run now" });
        await TabToAsync(run);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByTestId("runs").GetByRole(AriaRole.Table)).ToContainTextAsync("audit-environments-");
        Directory.GetFiles(Path.Join(Path.GetDirectoryName(server.DatabaseFile), "archive"), "audit-environments-*.jsonl.gz").ShouldHaveSingleItem();
        await Screens.TakeAsync(page, "retention", "run");
        await page.GotoAsync("/instance/audit?kind=Retention");
        await Expect(page.GetByText("were archived to audit-environments-").First).ToBeVisibleAsync();
        await page.CloseAsync(); // Before the server goes.
        server.Failures.ShouldBeEmpty();
    }

    // All that the demo workspace did to its flags is told of versions that stay.
    private static async Task LetOldRecordsGoAsync(AppServer server)
    {
        await using var connection = new SqliteConnection(server.Database.ConnectionString + ";Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "UPDATE audit_records SET also_key = NULL, also_number = NULL WHERE object_key IN (SELECT 'experiment:' || id FROM experiments WHERE status = 'Completed')";
        (await command.ExecuteNonQueryAsync(Cancellation)).ShouldBeGreaterThan(1);
    }
}
