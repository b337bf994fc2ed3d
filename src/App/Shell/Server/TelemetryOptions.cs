using System.Globalization;
using ExperimentAdmin.App.Shell.Starting;

namespace ExperimentAdmin.App.Shell.Server;

/// <summary>
/// Where metrics and traces go, by the settings that every program with OpenTelemetry has (<c>OTEL_…</c>), checked: what the
/// library would pass over or fail with is refused with a sentence.
/// </summary>
internal sealed record TelemetryOptions
{
    private const string Prefix = "OTEL_";
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Headers = "OTEL_EXPORTER_OTLP_HEADERS";
    private const string SamplerArgument = "OTEL_TRACES_SAMPLER_ARG";
    private const string Timeout = "OTEL_EXPORTER_OTLP_TIMEOUT";

    private static readonly Dictionary<string, string[]> s_words = new(StringComparer.Ordinal)
    {
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = ["grpc", "http/protobuf"],
        ["OTEL_METRICS_EXPORTER"] = ["otlp", "none"],
        ["OTEL_TRACES_EXPORTER"] = ["otlp", "none"],
        ["OTEL_TRACES_SAMPLER"] =
        [
            "always_on", "always_off", "traceidratio", "parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio",
        ],
    };

    private static readonly string[] s_milliseconds =
    [
        Timeout, "OTEL_METRIC_EXPORT_INTERVAL", "OTEL_METRIC_EXPORT_TIMEOUT", "OTEL_BSP_SCHEDULE_DELAY", "OTEL_BSP_EXPORT_TIMEOUT",
    ];

    private static readonly string[] s_amounts = ["OTEL_BSP_MAX_QUEUE_SIZE", "OTEL_BSP_MAX_EXPORT_BATCH_SIZE"];

    private static readonly string[] s_known =
    [
        Endpoint, Headers, .. s_words.Keys, .. s_milliseconds, .. s_amounts, SamplerArgument, "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES",
    ];

    /// <summary>Whether metrics are sent.</summary>
    public bool SendsMetrics { get; private init; }

    /// <summary>Whether traces are sent.</summary>
    public bool SendsTraces { get; private init; }

    /// <summary>
    /// How long a collector may take to answer, in milliseconds; two seconds by default, so that one that never does holds up
    /// no stop for longer than those who start processes wait for it.
    /// </summary>
    public int TimeoutMilliseconds { get; private init; } = 2_000;

    /// <summary>Reads the settings; nothing is sent without the address of a collector.</summary>
    /// <exception cref="StartFailureException">A setting cannot be used.</exception>
    public static TelemetryOptions From(IConfiguration configuration)
    {
        // Every program with OpenTelemetry reads some of them, so that one that is not known here may be meant; one letter apart it is not.
        foreach (var (key, _) in Given(configuration))
        {
            if (Array.IndexOf(s_known, key) < 0 && Array.Find(s_known, known => KnownSettings.Distance(key, known) == 1) is { } meant)
            {
                throw new StartFailureException($"{key} is not a setting: write {meant} if that is meant, or remove it.");
            }
        }

        foreach (var (key, value) in Given(configuration))
        {
            if (Fault(key, value) is { } fault)
            {
                // What headers say is for the collector alone: they are how it knows who may send.
                var said = key == Headers ? "is" : $"is '{value}', which is";
                throw new StartFailureException($"{key} {said} {fault}, or remove it.");
            }
        }

        if (string.IsNullOrWhiteSpace(configuration[Endpoint]))
        {
            return new TelemetryOptions();
        }

        var options = new TelemetryOptions
        {
            SendsMetrics = configuration["OTEL_METRICS_EXPORTER"] is not "none",
            SendsTraces = configuration["OTEL_TRACES_EXPORTER"] is not "none",
        };
        return configuration[Timeout] is { Length: > 0 } timeout
            ? options with { TimeoutMilliseconds = int.Parse(timeout, CultureInfo.InvariantCulture) }
            : options;
    }

    private static IEnumerable<KeyValuePair<string, string>> Given(IConfiguration configuration)
        => configuration.GetChildren()
            .Where(setting => setting.Key.StartsWith(Prefix, StringComparison.Ordinal) && setting.Value is { Length: > 0 })
            .OrderBy(setting => setting.Key, StringComparer.Ordinal)
            .Select(setting => KeyValuePair.Create(setting.Key, setting.Value!));

    /// <summary>What is wrong with a value, and what to do; null for a good one.</summary>
    private static string? Fault(string key, string value) => key switch
    {
        Endpoint => Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? null
            : "not the address of a collector: set it to one such as http://collector:4317",
        Headers => Array.TrueForAll(value.Split(','), header => header.IndexOf('=', StringComparison.Ordinal) > 0)
            ? null
            : "no list of headers: write name=value, with commas between several",
        SamplerArgument => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
            ? null
            : "no share of traces: set it to a number from 0 to 1, such as 0.1",
        _ when s_words.TryGetValue(key, out var words) => Array.IndexOf(words, value) >= 0
            ? null
            : $"not known here: set it to {string.Join(" or ", words)}",
        _ when Array.IndexOf(s_milliseconds, key) >= 0
            => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0
                ? null
                : "no number of milliseconds: set it to a whole number above 0",
        _ when Array.IndexOf(s_amounts, key) >= 0
            => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) && amount > 0
                ? null
                : "no number of spans: set it to a whole number above 0",
        _ => null,
    };
}
