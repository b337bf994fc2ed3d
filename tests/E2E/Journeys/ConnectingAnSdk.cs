using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys;

/// <summary>An engineer copies the code of the page, gets what the identity lookup predicts, and follows a ramp made in the browser.</summary>
public sealed partial class ConnectingAnSdk(RunningApp app) : Journey(app)
{
    private const string Flag = "checkout_button";

    [Fact]
    public async Task WhatTheLookupPredicts_IsWhatEveryClientGets_BeforeAndAfterARamp()
    {
        await using var server = await AppServer.WithDemoAsync();
        await server.StartAsync(Cancellation);
        var page = await SignedInAsync(Role.ProductManager, server);
        var outsiders = await FindOutsidersAsync(page);
        await EveryoneGetsAsync(page, server, outsiders[0], "classic");

        await page.GotoAsync("/shop/production/experiments/2");
        var experiment = await new ExperimentScreen(page).IsShownAsync("Bigger checkout button");
        await experiment.OpenRolloutAsync();
        await experiment.Rollout.EnterAsync("100");
        await experiment.SaveAsync("100");
        await experiment.RolloutSaysAsync("All identities enter.");

        var ramped = await FirstAsync(outsiders, async outsider => Shows(await PredictedAsync(page, outsider), "big"));
        await EveryoneGetsAsync(page, server, ramped, "big");
        await page.CloseAsync();
        server.Failures.ShouldBeEmpty();
    }

    private static bool Shows(string row, string value) => row.Split('\n', '\t').Contains(value, StringComparer.Ordinal);

    // Enough of them that half of them cannot all be control.
    private static async Task<IReadOnlyList<string>> FindOutsidersAsync(IPage page)
    {
        const int Enough = 8;
        var found = new List<string>();
        for (var number = 1; found.Count < Enough; number++)
        {
            var identifier = $"user_{number}";
            if ((await PredictedAsync(page, identifier)).Contains("Outside the rollout", StringComparison.Ordinal))
            {
                found.Add(identifier);
            }
        }

        return found;
    }

    private static async Task<string> FirstAsync(IEnumerable<string> identifiers, Func<string, Task<bool>> fits)
    {
        foreach (var identifier in identifiers)
        {
            if (await fits(identifier))
            {
                return identifier;
            }
        }

        throw new ShouldAssertException("Nobody fits.");
    }

    private static async Task<string> PredictedAsync(IPage page, string identifier)
    {
        await page.GotoAsync($"/shop/production/identities?identifier={identifier}");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = Flag });
        await Expect(row).ToBeVisibleAsync();
        return await row.InnerTextAsync();
    }

    private static async Task EveryoneGetsAsync(IPage page, AppServer server, string identifier, string value)
    {
        Shows(await PredictedAsync(page, identifier), value).ShouldBeTrue();
        (await CurlAsync(page, identifier)).ShouldContain($"\"feature_state_value\":\"{value}\"");
        await NodeClients.NeedAsync();
        foreach (var way in (string[])["remote", "openfeature"])
        {
            var plan = new JsonObject
            {
                ["address"] = server.Address.ToString(),
                ["key"] = "demo_production",
                ["flags"] = new JsonArray(Flag),
                ["kinds"] = new JsonObject { [Flag] = "string" },
                ["identities"] = new JsonArray(new JsonObject { ["identifier"] = identifier, ["traits"] = new JsonObject() }),
            };
            (await NodeClients.AskAsync(way, plan)).ShouldBe([$"[[true,\"{value}\"]]"], way);
        }
    }

    // The code of the page as it stands there, but for the identity.
    private static async Task<string> CurlAsync(IPage page, string identifier)
    {
        await page.GotoAsync("/shop/production/settings/connect");
        var code = await page.GetByLabel("Code for curl").InnerTextAsync();
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", code.Replace("user_1", identifier, StringComparison.Ordinal)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        await Expect(page.GetByTestId("last-request")).ToContainTextAsync("Connected");
        return FlagOf().Match(output).Value;
    }

    // One flag of the answer, from its feature on.
    [GeneratedRegex("\"name\":\"checkout_button\".*?\"feature_state_value\":\"[^\"]*\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FlagOf();
}
