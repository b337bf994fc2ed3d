using System.Net.Http.Json;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys;

/// <summary>What asks for a decision after weeks, seen by moving the clock of the server.</summary>
public sealed class LivingThroughWeeks(RunningApp app) : Journey(app)
{
    [Fact]
    public async Task AnExperimentThatEverybodyIsIn_AsksForADecision_AfterTwoWeeks()
    {
        await using var server = await AppServer.WithDemoAsync();
        await server.StartAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Add("Authorization", "Api-Key demo.management-key");
        using var raised = await client.PatchAsJsonAsync(
            "api/v1/environments/demo_production/experiments/2/rollout/", new { rollout_percentage = 100 }, Cancellation);
        raised.EnsureSuccessStatusCode();
        await server.StopAsync(Cancellation);
        server.Settings["Clock__Offset"] = "15.00:00:00";
        await server.StartAsync(Cancellation);
        using var application = new HttpClient { BaseAddress = server.Address };
        application.DefaultRequestHeaders.Add("X-Environment-Key", "demo_production");
        _ = await application.GetStringAsync("api/v1/flags/?feature=checkout_button", Cancellation); // Otherwise that nobody asks weighs more.

        var page = await SignedInAsync(Role.ProductManager, server);
        await page.GotoAsync("/shop/production");

        await Expect(page.GetByTestId("attention")).ToContainTextAsync("Everybody is in it since");
        await page.GotoAsync("/shop/production/experiments?attention=1");
        await Expect(page.GetByTestId("experiments")).ToContainTextAsync("All in it long");
        await page.CloseAsync(); // Before the server goes.
        server.Failures.ShouldBeEmpty();
    }
}
