using ExperimentAdmin.E2E.Infrastructure;

namespace ExperimentAdmin.E2E.Journeys;

/// <summary>Clients as their authors published them, against the real server: they get what our engine says, remotely and on their own.</summary>
public sealed class AskingWithPublishedClients(RunningApp app) : Journey(app)
{
    private const int Local = 10_000;
    private const int Remote = 1_000;
    private const int Browsed = 20;

    // A site of somebody else's, so that the browser asks whether it may.
    private const string Shop = "https://shop.example/";

    [Theory]
    [InlineData("Shop", "Development")]
    [InlineData("Shop", "Production")]
    [InlineData(Laboratory.Project, "Numbers")]
    [InlineData(Laboratory.Project, "Figures")]
    public async Task EveryWayToAsk_GetsTheSame(string project, string environment)
    {
        await NodeClients.NeedAsync();
        var served = await ServedToClients.LoadAsync(await App.Shared, project, environment, Cancellation);

        await AgreeAsync(served, "local", Local);
        await AgreeAsync(served, "remote", Remote);
        await AgreeAsync(served, "openfeature", Remote);
    }

    [Fact]
    public async Task TheBrowsersClient_GetsTheSame()
    {
        await NodeClients.NeedAsync();
        var server = await App.Shared;
        var served = await ServedToClients.LoadAsync(server, "Shop", "Production", Cancellation);
        var page = await NewWindowAsync(server);
        await page.RouteAsync(Shop, route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<!doctype html><title>Shop</title>" }));
        await page.GotoAsync(Shop);
        await page.AddScriptTagAsync(new() { Path = Path.Join(NodeClients.Folder, "node_modules", "@flagsmith", "flagsmith", "index.js") });

        foreach (var identity in Laboratory.Identities(Browsed))
        {
            var answer = await page.EvaluateAsync<string>(
                """
                async (text) => {
                  const plan = JSON.parse(text);
                  const client = index.createFlagsmithInstance();
                  await client.init({ environmentID: plan.key, api: `${plan.address}api/v1/`, identity: plan.identity.identifier,
                    traits: plan.identity.traits, cacheFlags: false, enableAnalytics: false });
                  return JSON.stringify(plan.flags.map((name) => [client.hasFeature(name), client.getValue(name) ?? null]));
                }
                """,
                served.BrowserPlan(identity));

            answer.ShouldBe(served.Answer(identity, isOpenFeature: false), identity.Identifier);
        }
    }

    private static async Task AgreeAsync(ServedToClients served, string way, int count)
    {
        var identities = Laboratory.Identities(Local).Take(count).ToList();
        var answers = await NodeClients.AskAsync(way, served.Plan(identities, isServer: way == "local"));

        answers.Count.ShouldBe(count);
        answers.Zip(identities).Select(pair => (Answer: pair.First, Ours: served.Answer(pair.Second, isOpenFeature: way == "openfeature"), pair.Second.Identifier))
            .Where(pair => pair.Answer != pair.Ours).Take(3)
            .Select(pair => $"{way}: {pair.Identifier}\n{pair.Answer}\nours\n{pair.Ours}").ShouldBeEmpty();
    }
}
