using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Access.UseCases;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Flags.Domain;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ExperimentAdmin.Unit.Api;

/// <summary>What the process measures of itself, and whom it tells.</summary>
public abstract class TelemetryTests(DatabaseProvider provider) : WorldTests(provider, Versioning.V1)
{
    public sealed class OnSqlite() : TelemetryTests(DatabaseProvider.Sqlite)
    {
        [Fact]
        public async Task WithoutACollector_NothingIsMeasured()
        {
            await using var server = await ApiServer.StartAsync(Database.Options, World.Clock);

            server.Services.GetService<MeterProvider>().ShouldBeNull();
            server.Services.GetService<TracerProvider>().ShouldBeNull();
        }

        [Fact]
        public async Task ACollectorThatIsAway_DisturbsNobody()
        {
            var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "50",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "50",
            };
            await using var server = await ApiServer.StartAsync(Database.Options, World.Clock, settings);
            using var anybody = server.Anybody();

            for (var request = 0; request < 20; request++)
            {
                using var answer = await anybody.Http.GetAsync(new Uri("health/ready", UriKind.Relative), Cancellation);
                answer.IsSuccessStatusCode.ShouldBeTrue();
            }
        }

        [Theory]
        [InlineData("collector:4317")]
        [InlineData("/collector")]
        public async Task AnAddressThatIsNone_StopsTheStart_WithASentence(string address)
        {
            var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address };

            var refused = await Should.ThrowAsync<StartFailureException>(() => ApiServer.StartAsync(Database.Options, World.Clock, settings));

            refused.Message.ShouldStartWith($"OTEL_EXPORTER_OTLP_ENDPOINT is '{address}'");
        }
    }

    public sealed class OnPostgres() : TelemetryTests(DatabaseProvider.Postgres)
    {
        [Fact]
        public async Task WhatIsAskedOfPostgres_IsMeasuredAndTracedToo()
        {
            await using var collector = await OtlpCollector.StartAsync(Cancellation);
            await using (await ApiServer.StartAsync(Database.Options, World.Clock, collector.Settings))
            {
                // Starting asks enough of it.
            }

            collector.HasMetric("db.client.operation.duration").ShouldBeTrue();
            collector.HasTrace("postgresql").ShouldBeTrue();
        }
    }

    [Fact]
    public async Task AWriteThatTheDatabaseDoesNotTake_IsCounted_WhoeverWroteIt()
    {
        var isDown = false;
        var contexts = new MadeContexts(() => isDown ? throw new InvalidOperationException("The database is down.") : Database.CreateDbContext());
        await using var process = World.AnotherProcess(contexts);
        using var failed = new MetricCollector<long>(
            process.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), Telemetry.Name, "experiment_admin.writes.failed");
        var (create, uses) = (process.GetRequiredService<CreateManagementKey>(), process.GetRequiredService<ManagementKeyUses>());
        uses.Note((await create.RunAsync(new(new(AccessGate.ForSystem()), "Robot", Role: default), Cancellation)).Value.Id);
        using var writer = new BatchWriter<ManagementKeyUses>(
            uses, process.GetRequiredService<WriteMetrics>(), World.Clock, NullLogger<BatchWriter<ManagementKeyUses>>.Instance);
        failed.GetMeasurementSnapshot().ShouldBeEmpty();

        isDown = true;
        await Should.ThrowAsync<InvalidOperationException>(() => create.RunAsync(new(new(AccessGate.ForSystem()), "Another", Role: default), Cancellation));
        await writer.StopAsync(Cancellation);

        failed.GetMeasurementSnapshot().Select(measured => (measured.Value, measured.Tags["writer"]))
            .ShouldBe([(1, "save"), (1, nameof(ManagementKeyUses))]);
    }
}
