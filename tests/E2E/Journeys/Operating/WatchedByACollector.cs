using System.Net.Http.Headers;
using System.Net.Http.Json;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.E2E.Journeys.Operating;

/// <summary>What an operator sees in a dashboard: requests, open pages, and what the product does of its own.</summary>
public sealed class WatchedByACollector(RunningApp app) : Journey(app)
{
    [Fact]
    public async Task ItGetsMetricsAndTraces_OfTheServerAndOfOurOwn_WhereverTheApplicationIsMounted()
    {
        await using var collector = await OtlpCollector.StartAsync(answers: true, Cancellation);
        await using var server = await AppServer.WithDemoAsync();
        server.Settings["Server__PathBase"] = "/mounted";
        foreach (var (name, value) in collector.Settings)
        {
            server.Settings[name] = value!;
        }

        await server.StartAsync(Cancellation);
        var page = await SignedInAsync(Role.Administrator, server);
        await ChangeAsync(server);
        await AskAsync(server);
        await page.CloseAsync();
        await server.StopAsync(Cancellation); // What was measured last is sent at the end.

        HasMetrics(collector);
        HasTraces(collector);
        server.Failures.ShouldBeEmpty();
    }

    private static void HasMetrics(OtlpCollector collector)
    {
        string[] metrics =
        [
            "http.server.request.duration", "kestrel.connection.duration", "dotnet.process.memory.working_set",
            "aspnetcore.components.circuit.active", "experiment_admin.save.duration", "experiment_admin.swap.duration",
            "experiment_admin.evaluations", "experiment_admin.batch.duration",
        ];
        (string Key, string Value)[] tags =
        [
            ("outcome", "committed"), ("outcome", "unchanged"), ("outcome", "refused"), ("outcome", "swapped"), ("outcome", "written"),
            ("kind", "identity"), ("batch", "StoredTraits"), ("batch", "RequestCounts"), ("service.name", "experiment-admin"),
            ("http.route", "/api/v1/identities"), ("http.route", "/ofrep/v1/evaluate/flags/{key}"),
        ];
        metrics.Where(metric => !collector.HasMetric(metric)).ShouldBeEmpty();
        tags.Where(tag => !collector.HasMetricTag(tag.Key, tag.Value)).ShouldBeEmpty();
        collector.HasMetric("experiment_admin.writes.failed").ShouldBeFalse();
        collector.HasMetricTag("kind", "ofrep").ShouldBeFalse("what was refused was not evaluated");
        collector.HasMetricTag("http.route", "/{ProjectSlug}/{EnvironmentSlug}/identities").ShouldBeFalse("that is the address of a page");
    }

    private static void HasTraces(OtlpCollector collector)
    {
        string[] spans = ["GET /api/v1/identities", "HTTP /api/v1/identities", "POST /ofrep/v1/evaluate/flags/{key}", "save", "swap"];
        spans.Where(span => !collector.HasSpan(span)).ShouldBeEmpty();
        collector.MentionsInTraces("health/ready").ShouldBeFalse("probes ask all the time");
        collector.HasSpan("background").ShouldBeFalse("and so does what runs in the background");
        collector.HasSpan("ODD /api/v1/identities").ShouldBeFalse("strangers would name spans");
        collector.MentionsInTraces("somebody").ShouldBeFalse("who is asked about is nobody's business");
    }

    /// <summary>A change, one of nothing, and a refusal.</summary>
    private static async Task ChangeAsync(AppServer server)
    {
        using var script = new HttpClient { BaseAddress = server.Address };
        script.DefaultRequestHeaders.Authorization = new("Api-Key", "demo.management-key");
        foreach (var name in (string[])["Web shop", "Web shop"])
        {
            using var changed = await script.PatchAsJsonAsync("api/v1/projects/1/", new { name }, Cancellation);
            changed.EnsureSuccessStatusCode();
        }

        using var refused = await script.DeleteAsync(new Uri("api/v1/environments/demo_development/keys/999999/", UriKind.Relative), Cancellation);
        ((int)refused.StatusCode).ShouldBe(404);
    }

    /// <summary>One that is answered, one of a method that there is not, one for a flag that there is not, and a probe.</summary>
    private static async Task AskAsync(AppServer server)
    {
        using var application = new HttpClient { BaseAddress = new Uri(server.Address, "mounted/") };
        application.DefaultRequestHeaders.Add("X-Environment-Key", "demo_production");
        foreach (var (method, address, status) in ((string, string, int)[])
            [
                ("GET", "api/v1/identities/?identifier=somebody", 200),
                ("ODD", "api/v1/identities/?identifier=somebody", 405),
                ("POST", "ofrep/v1/evaluate/flags/no_such_flag", 404),
                ("GET", "health/ready", 200),
            ])
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            request.Content = method is not "POST" ? null
                : new StringContent("""{"context": {"targetingKey": "somebody"}}""", new MediaTypeHeaderValue("application/json"));
            using var answer = await application.SendAsync(request, Cancellation);
            ((int)answer.StatusCode).ShouldBe(status, address);
        }
    }
}
