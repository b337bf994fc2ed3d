using System.Text.Json;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;

namespace ExperimentAdmin.E2E.Journeys;

/// <summary>Product managers start a running experiment over with other people, and applications see it at once.</summary>
public sealed class StartingOver(RunningApp app) : Journey(app)
{
    private const int Identities = 300;

    [Fact]
    public async Task ANewPhase_DealsEverybodyAgain_AndAPauseTakesEverybodyOut()
    {
        await using var server = await AppServer.WithDemoAsync();
        await server.StartAsync(Cancellation);
        using var application = new HttpClient { BaseAddress = server.Address };
        application.DefaultRequestHeaders.Add("X-Environment-Key", "demo_production");
        var page = await SignedInAsync(Role.ProductManager, server);
        await page.GotoAsync("/shop/production/experiments/2");
        var experiment = await new ExperimentScreen(page).IsShownAsync("Bigger checkout button");
        var before = await AnswersAsync(application);

        await experiment.StartOverAsync("Bigger checkout button", "The first days were counted twice.");
        await experiment.HasPhaseAsync(2, "The first days were counted twice.");
        var after = await AnswersAsync(application);

        before.Values.Distinct().Order().ShouldBe(["big", "classic"]);
        after.Values.Distinct().Order().ShouldBe(["big", "classic"]);
        before.Count(answer => after[answer.Key] != answer.Value).ShouldBeGreaterThan(Identities / 20);

        await experiment.PauseAsync();
        (await AnswersAsync(application)).Values.ShouldAllBe(answer => answer == "classic");
        await experiment.ResumeAsync("20 % of identities");
        (await AnswersAsync(application)).ShouldBe(after);
        await page.CloseAsync();
        server.Failures.ShouldBeEmpty();
    }

    private static async Task<Dictionary<string, string>> AnswersAsync(HttpClient application)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var number = 0; number < Identities; number++)
        {
            using var answer = JsonDocument.Parse(await application.GetStringAsync($"api/v1/identities/?identifier=user_{number}", Cancellation));
            answers[$"user_{number}"] = answer.RootElement.GetProperty("flags").EnumerateArray()
                .Single(flag => flag.GetProperty("feature").GetProperty("name").GetString() == "checkout_button")
                .GetProperty("feature_state_value").GetString()!;
        }

        return answers;
    }
}
