using System.Net.Http.Headers;
using System.Net.Http.Json;
using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.E2E.Journeys;

/// <summary>What an operator sees in a dashboard: requests, open pages, and what the product does of its own.</summary>
public sealed class WatchedByACollector(RunningApp app) : Journey(app)
{
    [Fact]
    public async Task ItGetsMetricsAndTraces_OfTheServerAndOfOurOwn()
    {
        await using var collector = await OtlpCollector.StartAsync(Cancellation);
        await using var server = await AppServer.WithDemoAsync();
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

        string[] metrics =
        [
            "http.server.request.duration", "kestrel.connection.duration", "dotnet.process.memory.working_set",
            "aspnetcore.components.circuit.duration",
            "experiment_admin.save.duration", "committed", "unchanged", "refused",
            "experiment_admin.swap.duration", "swapped",
            "experiment_admin.evaluations", "identity", "ofrep",
            "experiment_admin.batch.duration", "StoredTraits", "RequestCounts",
            "/api/v1/identities", "/ofrep/v1/evaluate/flags/{key}", "experiment-admin",
        ];
        metrics.Where(metric => !collector.HasMetric(metric)).ShouldBeEmpty();
        collector.HasMetric("experiment_admin.writes.failed").ShouldBeFalse();
        string[] spans = ["PATCH /api/v1/projects/{project_id", "POST /ofrep/v1/evaluate/flags/{key}", "save", "swap", "write StoredTraits"];
        spans.Where(span => !collector.HasTrace(span)).ShouldBeEmpty();
        collector.HasTrace("/health/ready").ShouldBeFalse();
        server.Failures.ShouldBeEmpty();
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

    private static async Task AskAsync(AppServer server)
    {
        using var application = new HttpClient { BaseAddress = server.Address };
        application.DefaultRequestHeaders.Add("X-Environment-Key", "demo_production");
        using var flags = await application.GetAsync(new Uri("api/v1/identities/?identifier=somebody", UriKind.Relative), Cancellation);
        flags.EnsureSuccessStatusCode();
        using var body = new StringContent("""{"context": {"targetingKey": "somebody"}}""", new MediaTypeHeaderValue("application/json"));
        using var evaluated = await application.PostAsync(
            new Uri("ofrep/v1/evaluate/flags/checkout_button", UriKind.Relative), body, Cancellation);
        evaluated.EnsureSuccessStatusCode();
    }
}
