using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys;

/// <summary>Product managers end running experiments in environments of both kinds and take that back, and applications see it at once.</summary>
public sealed class EndingAnExperiment(RunningApp app) : Journey(app)
{
    private const int Identities = 60;

    [Fact]
    public async Task EachEnding_IsSeenByApplications_AndUndone_WhereVersionsArePublished()
    {
        await using var server = await AppServer.WithDemoAsync();
        await server.StartAsync(Cancellation);
        var page = await SignedInAsync(Role.ProductManager, server);
        await page.GotoAsync("/shop/production/experiments/2");

        await EachEndingAsync(server, page, "demo_production", "Bigger checkout button", "checkout_button", "big", "classic");

        await page.CloseAsync(); // Before the server goes.
        server.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task EachEnding_IsSeenByApplications_AndUndone_WhereStatesChangeInPlace()
    {
        await using var server = await AppServer.WithDemoAsync();
        await server.StartAsync(Cancellation);
        var page = await SignedInAsync(Role.ProductManager, server);
        await page.GotoAsync("/shop/development/experiments/3");
        await new ExperimentScreen(page).StartAsync("50 % of identities");

        await EachEndingAsync(server, page, "demo_development", "No threshold at all", "free_shipping_threshold", "none", "50");

        await page.CloseAsync();
        server.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task AFrozenFlag_IsLockedOnItsPage_AndRefusedByTheApi_AndAnEndThatWasBuiltUpon_IsNotUndone()
    {
        await using var server = await AppServer.WithDemoAsync();
        await server.StartAsync(Cancellation);
        using var script = new HttpClient { BaseAddress = server.Address };
        script.DefaultRequestHeaders.Add("Authorization", "Api-Key demo.management-key");
        var page = await SignedInAsync(Role.ProductManager, server);
        await page.GotoAsync("/shop/production/flags/checkout_button");
        await Expect(page.GetByTestId("frozen").GetByRole(AriaRole.Link, new() { Name = "Bigger checkout button" })).ToBeVisibleAsync();
        (await SwitchOffAsync(script)).ShouldBe(HttpStatusCode.Conflict);
        await page.GotoAsync("/shop/production/experiments/2");
        var experiment = await new ExperimentScreen(page).IsShownAsync("Bigger checkout button");
        await experiment.EndAsync("Bigger checkout button", "Ship big", "Won", "Everybody sees big.");

        (await SwitchOffAsync(script)).ShouldBe(HttpStatusCode.OK);

        await experiment.SaysAsync("changed checkout_button since");
        await experiment.DoesNotOfferAsync(AriaRole.Button, "Undo the end…");
        await page.GotoAsync("/shop/production/experiments/finished?q=learned");
        await Expect(page.GetByTestId("finished")).ToContainTextAsync("big shipped to everybody");
        await page.CloseAsync();
        server.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task StopAll_TakesEverybodyOut_AndLetsTheSamePeopleInAgain()
    {
        await using var server = await AppServer.WithDemoAsync();
        await server.StartAsync(Cancellation);
        using var application = Application(server, "demo_production");
        var before = await AnswersAsync(application, "checkout_button");
        var list = await new ExperimentsScreen(await SignedInAsync(Role.ProductManager, server)).OpenAsync("/shop/production");

        await list.StopAllAsync("Bigger checkout button");
        (await AnswersAsync(application, "checkout_button")).Values.ShouldAllBe(answer => answer == "classic");
        await list.ResumeStoppedAsync();

        (await AnswersAsync(application, "checkout_button")).ShouldBe(before);
        before.Values.Distinct().Order().ShouldBe(["big", "classic"]);
        await list.Page.CloseAsync();
        server.Failures.ShouldBeEmpty();
    }

    private static async Task EachEndingAsync(AppServer server, IPage page, string key, string name, string flag, string variant, string control)
    {
        using var application = Application(server, key);
        var experiment = await new ExperimentScreen(page).IsShownAsync(name);
        await experiment.IsAsync("Running");
        var before = await AnswersAsync(application, flag);
        before.Values.Distinct().Count().ShouldBe(2);

        await experiment.EndAsync(name, $"Ship {variant}", "Won", $"Everybody sees {variant}.");
        await experiment.DecidedAsync($"{variant} was shipped to everybody.");
        var shipped = (await AnswersAsync(application, flag)).Values.Distinct().ShouldHaveSingleItem();
        before.Values.ShouldContain(shipped);
        shipped.ShouldNotBe(control);
        await experiment.UndoEndAsync();
        (await AnswersAsync(application, flag)).ShouldBe(before);

        await experiment.EndAsync(name, "Ship control", "Lost", $"Everybody sees {control}.");
        (await AnswersAsync(application, flag)).Values.ShouldAllBe(answer => answer == control);
        await experiment.UndoEndAsync();
        (await AnswersAsync(application, flag)).ShouldBe(before);

        await experiment.EndAsync(name, "Restore what was before", "Inconclusive", "Everybody sees");
        (await AnswersAsync(application, flag)).Values.ShouldAllBe(answer => answer == control);
        await experiment.UndoEndAsync();
        (await AnswersAsync(application, flag)).ShouldBe(before);
    }

    private static HttpClient Application(AppServer server, string key)
    {
        var application = new HttpClient { BaseAddress = server.Address };
        application.DefaultRequestHeaders.Add("X-Environment-Key", key);
        return application;
    }

    private static async Task<HttpStatusCode> SwitchOffAsync(HttpClient script)
    {
        using var flags = JsonDocument.Parse(await script.GetStringAsync(new Uri("api/v1/environments/demo_production/features/", UriKind.Relative), Cancellation));
        var id = flags.RootElement.GetProperty("results").EnumerateArray()
            .Single(flag => flag.GetProperty("name").GetString() == "checkout_button").GetProperty("id").GetInt32();
        using var answer = await script.PatchAsJsonAsync(
            $"api/v1/environments/demo_production/features/{id}/default/", new { enabled = false }, Cancellation);
        return answer.StatusCode;
    }

    private static async Task<Dictionary<string, string>> AnswersAsync(HttpClient application, string flag)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var number = 0; number < Identities; number++)
        {
            using var answer = JsonDocument.Parse(await application.GetStringAsync(new Uri($"api/v1/identities/?identifier=user_{number}", UriKind.Relative), Cancellation));
            answers[$"user_{number}"] = answer.RootElement.GetProperty("flags").EnumerateArray()
                .Single(found => found.GetProperty("feature").GetProperty("name").GetString() == flag)
                .GetProperty("feature_state_value").ToString();
        }

        return answers;
    }
}
