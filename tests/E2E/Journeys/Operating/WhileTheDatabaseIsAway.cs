using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys.Operating;

public sealed class WhileTheDatabaseIsAway(RunningApp app) : Journey(app)
{
    [Fact]
    public async Task PagesSayIt_AndEverythingGoesOnAfterwards_WithoutAnotherSignIn()
    {
        await using var server = await AppServer.WithDemoAsync();
        await server.StartAsync(Cancellation);
        var playground = App.NextPlayground();
        var flag = await new FlagScreen(await SignedInAsync(Role.ProductManager, server)).OpenNewAsync(playground.Development);
        var reader = await SignedInAsync(Role.Viewer, server);
        await flag.Name.FillAsync("kept_flag");
        var visitor = await NewWindowAsync(server);
        var signIn = await new SignInScreen(visitor).OpenAsync();

        using (WhileTheServerIsAway())
        {
            File.Move(server.DatabaseFile, $"{server.DatabaseFile}.away");

            // Signing in, and opening a page.
            await signIn.TryAsync(People.Email(Role.Support), People.Password);
            await Expect(visitor.GetByText("The database is gone.")).ToBeVisibleAsync();
            await reader.GotoAsync($"{playground.Development}/flags");
            await Expect(reader.GetByRole(AriaRole.Heading, new() { Name = "The database is away" })).ToBeVisibleAsync();

            // Saving, and going to another page inside.
            await flag.Create.ClickAsync();
            await Expect(flag.Page.GetByText("The database is gone.").First).ToBeVisibleAsync();
            await Expect(flag.Name).ToHaveValueAsync("kept_flag");

            File.Move($"{server.DatabaseFile}.away", server.DatabaseFile);
        }

        await flag.Create.ClickAsync();
        await flag.IsShownAsync("kept_flag");
        await reader.GetByRole(AriaRole.Link, new() { Name = "Try again" }).ClickAsync();
        await Expect(reader.GetByRole(AriaRole.Link, new() { Name = "kept_flag" })).ToBeVisibleAsync();
        await new SignInScreen(visitor).SignInAsync(People.Email(Role.Support), People.Password);
        foreach (var page in new[] { flag.Page, reader, visitor })
        {
            await page.CloseAsync(); // Before the server goes.
        }
    }

    [Fact]
    public async Task APageThatIsOpenedInside_OffersAnotherTry()
    {
        await using var server = await AppServer.WithDemoAsync();
        await server.StartAsync(Cancellation);
        var playground = App.NextPlayground();
        var page = (await new ExperimentsScreen(await SignedInAsync(Role.ProductManager, server)).OpenAsync(playground.Production)).Page;

        using (WhileTheServerIsAway())
        {
            File.Move(server.DatabaseFile, $"{server.DatabaseFile}.away");
            await page.GetByRole(AriaRole.Link, new() { Name = "Flags", Exact = true }).First.ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The database is away" })).ToBeVisibleAsync();
            File.Move($"{server.DatabaseFile}.away", server.DatabaseFile);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Flags", Exact = true })).ToBeVisibleAsync();
        await page.CloseAsync(); // Before the server goes.
    }
}
