using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.E2E.Journeys.Operating;

/// <summary>
/// The process is killed at a random moment while something is done with an experiment, in an environment of either kind: when it is there again,
/// all of it is wholly before or wholly after.
/// </summary>
public sealed class KilledInTheMiddle
{
    private const int LongestWait = 45; // Milliseconds; most of what is done takes less.

    private static readonly Dictionary<string, string[]> s_steps = new(StringComparer.Ordinal)
    {
        ["created"] = ["rollout", "start"],
        ["running"] = ["rollout", "pause", "phases", "end", "exclusions"],
        ["paused"] = ["rollout", "start", "phases", "end", "exclusions"],
        ["completed"] = ["undo-end"],
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhateverIsDone_IsWhollyBeforeOrWhollyAfter()
    {
        await using var server = await AppServer.WithDemoAsync();
        await server.StartAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Add("Authorization", "Api-Key demo.management-key");
        var random = new Random(20_261_201);
        var kills = Proof.Times(10, 200);
        var segments = await AddSegmentsAsync(client, kills); // One for each kill, so that none is excluded twice.
        var places = new[] { new Place("demo_production", 2), new Place("demo_development", 3) };
        var outcomes = new List<bool>();
        for (var kill = 0; kill < kills; kill++)
        {
            var place = places[kill % places.Length];
            var before = await StateAsync(client, place);
            var steps = s_steps[before.Status];
            var step = steps[random.Next(steps.Length)];
            var number = kill;
            var sent = SendAsync(client, place, step, random.Next(1, 100), segments[kill]);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(LongestWait)), Cancellation);
            await server.KillAsync();
            var wanted = await sent;

            await server.StartAsync(Cancellation);

            var after = await StateAsync(client, place);
            outcomes.Add(after.Revision != before.Revision);
            if (after.Revision == before.Revision)
            {
                after.Everything.ShouldBe(before.Everything, $"kill {number}: {step}");
                continue;
            }

            after.Revision.ShouldBe(before.Revision + 1, $"kill {number}: {step}");
            IsWhole(after, before, step, wanted, $"kill {number}: {step}");
        }

        outcomes.Count.ShouldBe(kills);
        if (Proof.IsInFull)
        {
            outcomes.ShouldContain(true);
            outcomes.ShouldContain(false);
        }
    }

    private static void IsWhole(State after, State before, string step, int wanted, string story)
    {
        switch (step)
        {
            case "rollout":
                after.Percentage.ShouldBe(wanted, story);
                break;
            case "start":
                (after.Status, after.IsEnabled).ShouldBe(("running", true), story);
                break;
            case "pause":
                after.Status.ShouldBe("paused", story);
                break;
            case "phases":
                after.Phases.ShouldBe(before.Phases + 1, story);
                break;
            case "end":
                (after.Status, after.Outcome).ShouldBe(("completed", "control"), story);
                break;
            case "undo-end":
                (after.Status is "running" or "paused", after.Outcome).ShouldBe((true, null), story);
                break;
            default:
                after.Overrides.ShouldBe(before.Overrides + 1, story);
                break;
        }

        // Whatever it was, the parts are in step.
        after.OpenPeriods.ShouldBe(after is { Status: "running", IsEnabled: true } ? 1 : 0, story);
        after.LastPeriod.ShouldBe(after.OpenPeriods == 0 ? null : after.Percentage, story);
        after.Records.ShouldBe(after.Revision, story);
    }

    private static async Task<State> StateAsync(HttpClient client, Place place)
    {
        var address = $"api/v1/environments/{place.Environment}/";
        using var response = await client.GetAsync(new Uri($"{address}experiments/{place.Experiment}/", UriKind.Relative), Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var experiment = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;
        var timeline = JsonNode.Parse(await client.GetStringAsync(new Uri($"{address}experiments/{place.Experiment}/timeline/", UriKind.Relative), Cancellation))!;
        var flag = JsonNode.Parse(await client.GetStringAsync(
            new Uri($"{address}features/{experiment["feature"]!["id"]}/", UriKind.Relative), Cancellation))!;
        return new State(int.Parse(response.Headers.ETag!.Tag.Trim('"'), CultureInfo.InvariantCulture), experiment, timeline, flag);
    }

    /// <returns>The percentage that a new rollout has.</returns>
    private static async Task<int> SendAsync(HttpClient client, Place place, string step, int percentage, int segment)
    {
        var body = step switch
        {
            "rollout" => $$"""{"rollout_percentage":{{percentage}}}""",
            "phases" => """{"reason":"Other people."}""",
            "end" => """{"ending":"control","conclusion":"lost"}""",
            "exclusions" => $$"""{"segment":{{segment}}}""",
            _ => "{}",
        };
        using var request = new HttpRequestMessage(
            step is "rollout" ? HttpMethod.Patch : HttpMethod.Post,
            new Uri($"api/v1/environments/{place.Environment}/experiments/{place.Experiment}/{step}/", UriKind.Relative))
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        try
        {
            using var response = await client.SendAsync(request, Cancellation);
            var text = await response.Content.ReadAsStringAsync(Cancellation);
            response.IsSuccessStatusCode.ShouldBeTrue($"{step}: {text}");
        }
        catch (HttpRequestException)
        {
            // It was killed before it answered.
        }

        return percentage;
    }

    private static async Task<IReadOnlyList<int>> AddSegmentsAsync(HttpClient client, int count)
    {
        var segments = new List<int>();
        for (var number = 0; number < count; number++)
        {
            using var content = new StringContent(
                $$"""{"name":"Excluded {{number}}","rules":[{"type":"ALL","conditions":[{"property":"group","operator":"EQUAL","value":"{{number}}","description":null}],"rules":[]}]}""",
                System.Text.Encoding.UTF8, "application/json");
            using var response = await client.PostAsync(new Uri("api/v1/projects/1/segments/", UriKind.Relative), content, Cancellation);
            var text = await response.Content.ReadAsStringAsync(Cancellation);
            response.StatusCode.ShouldBe(HttpStatusCode.Created, text);
            segments.Add(JsonNode.Parse(text)!["id"]!.GetValue<int>());
        }

        return segments;
    }

    private sealed record Place(string Environment, int Experiment);

    private sealed class State(int revision, JsonNode experiment, JsonNode timeline, JsonNode flag)
    {
        public int Revision { get; } = revision;

        public string Status => experiment["status"]!.GetValue<string>();

        public int Percentage => (int)experiment["experiment_rollout"]!["rollout_percentage"]!.GetValue<double>();

        public bool IsEnabled => experiment["experiment_rollout"]!["enabled"]!.GetValue<bool>();

        public string? Outcome => experiment["outcome"]?["ending"]?.GetValue<string>();

        public int Phases => timeline["phases"]!.AsArray().Count;

        public int Records => timeline["marks"]!.AsArray()[^1]!["revision"]!.GetValue<int>();

        public int OpenPeriods => timeline["periods"]!.AsArray().Count(period => period!["ended_at"] is null);

        public int? LastPeriod => timeline["periods"]!.AsArray().LastOrDefault(period => period!["ended_at"] is null) is { } open
            ? (int)open["rollout_percentage"]!.GetValue<double>()
            : null;

        public int Overrides => flag["segment_overrides"]!.AsArray().Count;

        public string Everything => new JsonObject
        {
            ["experiment"] = experiment.DeepClone(),
            ["timeline"] = timeline.DeepClone(),
            ["flag"] = flag.DeepClone(),
        }.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }
}
