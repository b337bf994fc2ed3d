using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys.Operating;

/// <summary>Calendars, digits and separators are the same wherever the process runs: what it writes is read by everybody.</summary>
public sealed class OnAMachineOfAnotherCountry(RunningApp app) : Journey(app)
{
    [Theory]
    [InlineData("th_TH.UTF-8")] // Years of the Buddhist calendar.
    [InlineData("de_DE.UTF-8")] // Points between thousands, a comma before decimals.
    public async Task WhatIsWrittenAndShown_IsAsEverywhere(string locale)
    {
        await using var server = await AppServer.WithDemoAsync();
        server.Settings["LC_ALL"] = locale;
        await server.StartAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Authorization = new("Api-Key", "demo.management-key");

        const string Keys = "api/v1/environments/demo_development/keys/";
        var key = (await ReadAsync(client, Keys))["results"]![0]!["id"]!.GetValue<int>();
        using var rotated = await client.PostAsJsonAsync($"{Keys}{key}/rotate/", new { overlap = 86_400 }, Cancellation);
        var end = (await ReadAsync(client, Keys))["results"]!.AsArray().Single(one => one!["id"]!.GetValue<int>() == key)!["expires_at"]!.ToString();
        using var large = new StringContent(new string(' ', 2_000_000), new MediaTypeHeaderValue("application/json"));
        using var tooLarge = await client.PostAsync(new Uri(Keys, UriKind.Relative), large, Cancellation);

        var entries = await ReadAsync(client, "api/v1/projects/1/audit/?kind=environment_key");
        var summaries = entries["results"]!.AsArray().Select(entry => entry!["summary"]!.ToString()).ToList();
        var sentence = $"replaced; works until {end[..10]} {end[11..16]} UTC";
        summaries.ShouldContain(sentence);
        (await tooLarge.Content.ReadAsStringAsync(Cancellation)).ShouldMatch(@"larger than \d{1,3}(,\d{3})+ bytes");

        // A page's circuit has threads and a culture of its own.
        var page = await SignedInAsync(Role.Administrator, server);
        await page.GotoAsync("shop/development/audit?kind=EnvironmentKey");
        await Expect(page.GetByText(sentence)).ToBeVisibleAsync();
        await page.CloseAsync(); // Before the server goes.
        server.Failures.ShouldBeEmpty();
    }

    private static async Task<JsonNode> ReadAsync(HttpClient client, string address)
        => (await client.GetFromJsonAsync<JsonNode>(new Uri(address, UriKind.Relative), Cancellation))!;
}
