using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;

namespace ExperimentAdmin.E2E.Journeys;

/// <summary>A product manager starts an experiment, sees that nobody asks for it, and sees the first request come in.</summary>
public sealed class WatchingAnExperiment(RunningApp app) : Journey(app)
{
    [Fact]
    public async Task TheFirstRequestOfAnApplication_ShowsByItself_OnThePageAndInTheList()
    {
        await using var server = await AppServer.WithDemoAsync();
        await server.StartAsync(Cancellation);
        var page = await SignedInAsync(Role.ProductManager, server);
        await page.GotoAsync("/shop/production");
        await new ExperimentsScreen(page).SaysAsync("no application ever asked for its flag");
        await page.GotoAsync("/shop/production/experiments/2");
        var experiment = await new ExperimentScreen(page).IsShownAsync("Bigger checkout button");
        await experiment.GoesAsync("20 % of identities enter as soon as an application asks for them.");
        await experiment.GoesAsync("No application asks for this flag.");

        using var application = new HttpClient { BaseAddress = server.Address };
        application.DefaultRequestHeaders.Add("X-Environment-Key", "demo_production");
        (await application.GetAsync("api/v1/identities/?identifier=user_1", Cancellation)).EnsureSuccessStatusCode();

        await experiment.GoesAsync("Last asked just now");
        await (await new ExperimentsScreen(page).OpenAsync("/shop/production")).SaysAsync("just now");
        await page.CloseAsync();
        server.Failures.ShouldBeEmpty();
    }
}
