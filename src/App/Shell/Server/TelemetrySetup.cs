using Npgsql;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ExperimentAdmin.App.Shell.Server;

/// <summary>Sends metrics and traces to a collector. Nothing is collected while none is named.</summary>
internal static class TelemetrySetup
{
    private const string Components = "Microsoft.AspNetCore.Components";
    private const string Circuits = "Microsoft.AspNetCore.Components.Server.Circuits";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, TelemetryOptions options, ServerOptions server)
    {
        if (!options.SendsMetrics && !options.SendsTraces)
        {
            return services;
        }

        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource
            .AddService("experiment-admin", serviceVersion: ProgramVersion.Text)
            .AddEnvironmentVariableDetector()); // What the operator calls it comes last, and counts.
        void ToCollector(OtlpExporterOptions exporter) => exporter.TimeoutMilliseconds = options.TimeoutMilliseconds;
        if (options.SendsMetrics)
        {
            telemetry.WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddNpgsqlInstrumentation()
                .AddMeter(Telemetry.Name, Components, Circuits)
                .AddOtlpExporter(ToCollector));
        }

        if (options.SendsTraces)
        {
            telemetry.WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(requests => requests.Filter = http => !IsProbe(http.Request.Path, server.PathBase)).AddNpgsql()
                .AddSource(Telemetry.Name, Components, Circuits)
                .AddOtlpExporter(ToCollector));
        }

        return services;
    }

    // Those who watch over the process ask every few seconds. The path is still as it came.
    private static bool IsProbe(PathString path, string pathBase)
        => path.StartsWithSegments(Health.Path, StringComparison.Ordinal) || path.StartsWithSegments(pathBase + Health.Path, StringComparison.Ordinal);
}
