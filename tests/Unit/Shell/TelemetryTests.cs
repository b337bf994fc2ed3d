using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Access.Keys.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Access;
using ExperimentAdmin.Unit.Api;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ExperimentAdmin.Unit.Shell;

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

        [Fact]
        public async Task ACollectorThatNeverAnswers_HoldsUpNoStop_ForLongerThanThoseWait_WhoStopProcesses()
        {
            await using var collector = await OtlpCollector.StartAsync(answers: false, Cancellation);
            var server = await ApiServer.StartAsync(Database.Options, World.Clock, collector.Settings);
            using var anybody = server.Anybody();
            using var answer = await anybody.Http.GetAsync(new Uri("account/sign-in", UriKind.Relative), Cancellation);

            await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancellation); // Then containers are killed.
        }

        [Theory]
        [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")]
        [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "/collector")]
        [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http")]
        [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT", "2 s")]
        [InlineData("OTEL_METRIC_EXPORT_INTERVAL", "0")]
        [InlineData("OTEL_TRACES_SAMPLER", "sometimes")]
        [InlineData("OTEL_TRACES_SAMPLER_ARG", "50")]
        [InlineData("OTEL_TRACES_EXPORTER", "zipkin")]
        public async Task ASettingThatCannotBeUsed_StopsTheStart_WithASentence(string key, string value)
        {
            var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1",
                [key] = value,
            };

            var refused = await Should.ThrowAsync<StartFailureException>(() => ApiServer.StartAsync(Database.Options, World.Clock, settings));

            refused.Message.ShouldStartWith($"{key} is '{value}', which is ");
        }

        [Fact]
        public async Task AProtocolThatIsNone_StopsTheStart_AlsoWithoutACollector()
            => (await Should.ThrowAsync<StartFailureException>(() => ApiServer.StartAsync(
                Database.Options, World.Clock, new Dictionary<string, string?>(StringComparer.Ordinal) { ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "foo" })))
                .Message.ShouldStartWith("OTEL_EXPORTER_OTLP_PROTOCOL is 'foo', which is ");

        [Fact]
        public async Task HeadersThatAreNone_StopTheStart_WithoutBeingRepeated()
        {
            var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1",
                ["OTEL_EXPORTER_OTLP_HEADERS"] = "Bearer of-a-secret",
            };

            var refused = await Should.ThrowAsync<StartFailureException>(() => ApiServer.StartAsync(Database.Options, World.Clock, settings));

            refused.Message.ShouldStartWith("OTEL_EXPORTER_OTLP_HEADERS is no list of headers");
            refused.Message.ShouldNotContain("secret");
        }

        [Fact]
        public async Task EitherKind_CanBeLeftOut()
        {
            var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1",
                ["OTEL_TRACES_EXPORTER"] = "none",
            };
            await using var server = await ApiServer.StartAsync(Database.Options, World.Clock, settings);

            server.Services.GetService<MeterProvider>().ShouldNotBeNull();
            server.Services.GetService<TracerProvider>().ShouldBeNull();
        }
    }

    public sealed class OnPostgres() : TelemetryTests(DatabaseProvider.Postgres)
    {
        [Fact]
        public async Task WhatIsAskedOfPostgres_IsMeasuredAndTracedToo()
        {
            await using var collector = await OtlpCollector.StartAsync(answers: true, Cancellation);
            await using (var server = await ApiServer.StartAsync(Database.Options, World.Clock, collector.Settings))
            {
                using var administrator = server.WithKey((await server.AddKeyAsync(World.ProjectId, Role.Administrator)).Key);
                (await administrator.GetAsync("/api/v1/environments/key_Production/keys/")).ShouldBe(200);
            }

            collector.HasMetric("db.client.operation.duration").ShouldBeTrue();
            collector.HasSpanTag("db.system.name", "postgresql").ShouldBeTrue();
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

    [Fact]
    public async Task WhatIsLostAtTheEndOfTheProcess_IsCountedToo()
    {
        await using var process = World.AnotherProcess(new MadeContexts(World.Open));
        using var failed = new MetricCollector<long>(
            process.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), Telemetry.Name, "experiment_admin.writes.failed");
        var batch = new HungBatch();
        using var writer = new BatchWriter<HungBatch>(
            batch, process.GetRequiredService<WriteMetrics>(), World.Clock, NullLogger<BatchWriter<HungBatch>>.Instance);

        var stopping = writer.StopAsync(Cancellation);
        await batch.Begun.WaitAsync(Cancellation);
        World.Clock.Advance(TimeSpan.FromSeconds(3)); // As long as the last write may take.
        await stopping;

        failed.GetMeasurementSnapshot().Select(measured => (measured.Value, measured.Tags["writer"])).ShouldBe([(1, nameof(HungBatch))]);
    }

    /// <summary>Never comes back from the database.</summary>
    private sealed class HungBatch : IBatch
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "What hangs";

        public TimeSpan Pause => TimeSpan.FromSeconds(1);

        public Task Begun => _begun.Task;

        public Task WriteAsync(CancellationToken cancellationToken)
        {
            _ = _begun.TrySetResult();
            return Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }
}
