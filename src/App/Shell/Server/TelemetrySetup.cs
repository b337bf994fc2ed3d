using System.Reflection;
using ExperimentAdmin.Core.Common;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ExperimentAdmin.App.Shell.Server;

/// <summary>
/// Sends metrics and traces to a collector, by the settings that every program with OpenTelemetry has (<c>OTEL_…</c>). Nothing is
/// measured or sent while no collector is named.
/// </summary>
internal static class TelemetrySetup
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Components = "Microsoft.AspNetCore.Components";
    private const string Circuits = "Microsoft.AspNetCore.Components.Server.Circuits";

    /// <exception cref="StartFailureException">The collector's address is none.</exception>
    public static void SendTelemetry(this WebApplicationBuilder builder)
    {
        if (!IsWanted(builder.Configuration[Endpoint]))
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService("experiment-admin", serviceVersion: Version())
                .AddEnvironmentVariableDetector()) // What the operator calls it comes last, and counts.
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddNpgsqlInstrumentation()
                .AddMeter(Telemetry.Name, Components, Circuits).AddOtlpExporter())
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(requests => requests.Filter = IsWorthATrace).AddNpgsql()
                .AddSource(Telemetry.Name, Components, Circuits).AddOtlpExporter());
    }

    private static bool IsWanted(string? endpoint) => !string.IsNullOrWhiteSpace(endpoint)
        && (Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https")
            ? true
            : throw new StartFailureException(
                $"{Endpoint} is '{endpoint}', which is not the address of a collector: set it to one such as http://collector:4317, or remove it."));

    // Those who watch over the process ask every few seconds.
    private static bool IsWorthATrace(HttpContext http) => !http.Request.Path.StartsWithSegments(Health.Path, StringComparison.Ordinal);

    private static string? Version()
        => typeof(TelemetrySetup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}
