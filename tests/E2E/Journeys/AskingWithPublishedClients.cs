using ExperimentAdmin.E2E.Infrastructure;
using Microsoft.Playwright;

namespace ExperimentAdmin.E2E.Journeys;

/// <summary>Clients as their authors published them, against the real server: they get what our engine says, remotely and on their own.</summary>
public sealed class AskingWithPublishedClients(RunningApp app) : Journey(app)
{
    private const int Local = 10_000;
    private const int Remote = 1_000;
    private const int Browsed = 20;

    protected override bool IsTraced => false;

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
        await page.GotoAsync("about:blank");
        await page.AddScriptTagAsync(new() { Path = Path.Join(NodeClients.Folder, "node_modules", "@flagsmith", "flagsmith", "index.js") });

        foreach (var identity in Laboratory.Identities(Browsed))
        {
            var answer = await page.EvaluateAsync<string>(
                """
                async (plan) => {
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
        foreach (var (answer, identity) in answers.Zip(identities))
        {
            answer.ShouldBe(served.Answer(identity, isOpenFeature: way == "openfeature"), $"{way}: {identity.Identifier}");
        }
    }
}
