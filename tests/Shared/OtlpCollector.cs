using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Tests.Shared;

/// <summary>Takes what a process sends over OTLP (HTTP, protobuf), and looks in it for fields by the bytes that they begin with.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    // Of opentelemetry/proto: Metric.name and KeyValue.key are field 1, KeyValue.value field 2 with a string as its field 1, Span.name field 5.
    private const char Field1 = '\x0a';
    private const char Field2 = '\x12';
    private const char Field5 = '\x2a';

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, string Body)> _received = [];
    private readonly CancellationTokenSource _end = new();
    private readonly bool _answers;

    private OtlpCollector(bool answers)
    {
        _answers = answers;
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

    /// <param name="answers">Whether it answers; one that does not keeps everybody waiting until it is disposed of.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<OtlpCollector> StartAsync(bool answers, CancellationToken cancellationToken)
    {
        var collector = new OtlpCollector(answers);
        await collector._app.StartAsync(cancellationToken);
        return collector;
    }

    public bool HasMetric(string name) => Has("/v1/metrics", Text(Field1, name));

    public bool HasMetricTag(string key, string value) => Has("/v1/metrics", Tag(key, value));

    public bool HasSpan(string name) => Has("/v1/traces", Text(Field5, name));

    public bool HasSpanTag(string key, string value) => Has("/v1/traces", Tag(key, value));

    /// <summary>Whether a text came anywhere in a trace.</summary>
    public bool MentionsInTraces(string text) => Has("/v1/traces", text);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _app.DisposeAsync();
        _end.Dispose();
    }

    private static string Tag(string key, string value) => Text(Field1, key) + Text(Field2, Text(Field1, value));

    // Lengths below 128 are one byte.
    private static string Text(char field, string text) => $"{field}{(char)text.Length}{text}";

    private bool Has(string path, string text)
        => _received.Any(received => received.Path == path && received.Body.Contains(text, StringComparison.Ordinal));

    private async Task KeepAsync(HttpContext http)
    {
        using var body = new StreamReader(http.Request.Body, Encoding.Latin1);
        _received.Enqueue((http.Request.Path, await body.ReadToEndAsync(http.RequestAborted)));
        if (!_answers)
        {
            await Task.Delay(Timeout.Infinite, _end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }
}
