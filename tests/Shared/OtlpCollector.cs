using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Tests.Shared;

/// <summary>Takes what a process sends over OTLP (HTTP, protobuf) and keeps it as it came.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, string Body)> _received = [];

    private OtlpCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(KeepAsync);
    }

    /// <summary>The settings of a process that sends here soon and often.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "500",
    };

    public static async Task<OtlpCollector> StartAsync(CancellationToken cancellationToken)
    {
        var collector = new OtlpCollector();
        await collector._app.StartAsync(cancellationToken);
        return collector;
    }

    /// <summary>Whether a metric came, or an attribute of one: texts are readable in what is sent.</summary>
    public bool HasMetric(string text) => Has("/v1/metrics", text);

    /// <summary>Whether a span came, or an attribute of one.</summary>
    public bool HasTrace(string text) => Has("/v1/traces", text);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private bool Has(string path, string text)
        => _received.Any(received => received.Path == path && received.Body.Contains(text, StringComparison.Ordinal));

    private async Task KeepAsync(HttpContext http)
    {
        using var body = new StreamReader(http.Request.Body, Encoding.Latin1);
        _received.Enqueue((http.Request.Path, await body.ReadToEndAsync(http.RequestAborted)));
    }
}
