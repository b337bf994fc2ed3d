using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys.Operating;

public sealed class RestartingTheServer(RunningApp app) : Journey(app)
{
    [Fact]
    public async Task KeepsEverything_AndOpenPagesGoOn()
    {
        await using var server = await AppServer.WithDemoAsync();
        await server.StartAsync(Cancellation);
        var playground = App.NextPlayground();
        var wizard = await new WizardScreen(await SignedInAsync(Role.ProductManager, server)).OpenAsync(playground.Development);
        await wizard.DescribeAsync("Over a restart", "We believe that nothing gets lost.");
        await wizard.ChooseFlagAsync("checkout_button");
        await wizard.ContinueToAsync("rollout");
        await wizard.Rollout.EnterAsync("33.33");
        await wizard.IsKeptAsync();
        var onlooker = await new ExperimentsScreen(await SignedInAsync(Role.Support, server)).OpenAsync(playground.Production);
        var row = onlooker.Row(Playground.Running);
        await Expect(row).ToContainTextAsync("20 %");

        ILocator[] losses = [wizard.Page.GetByText("Connection lost"), onlooker.Page.GetByText("Connection lost")];
        using (WhileTheServerIsAway())
        {
            await server.StopAsync(Cancellation);
            foreach (var loss in losses)
            {
                await Expect(loss).ToBeVisibleAsync();
            }

            await server.StartAsync(Cancellation);

            // Nobody reloads anything by hand, and nobody signs in again.
            foreach (var loss in losses)
            {
                await Expect(loss).ToBeHiddenAsync();
            }

            await wizard.IsOnAsync("rollout");
            await wizard.Rollout.EntersAsync("33.33");
        }

        await wizard.ContinueToAsync("review");
        await Expect(row).ToContainTextAsync("Running");
        await Expect(row).ToContainTextAsync("20 %");
        await onlooker.FilterAsync("Draft");
        await onlooker.SaysAsync("No draft experiment");
        await wizard.Page.CloseAsync(); // Before the server goes.
        await onlooker.Page.CloseAsync();
        server.Failures.ShouldBeEmpty();
    }
}
