using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Serving.Counts;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.UseCases;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExperimentAdmin.Unit.Serving;

/// <summary>How often applications ask: nothing is lost, whoever counts and whenever it is written.</summary>
public abstract class RequestCountsTests(DatabaseProvider provider) : WorldTests(provider)
{
    private bool _isDown;

    public sealed class OnSqlite() : RequestCountsTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : RequestCountsTests(DatabaseProvider.Postgres);

    [Fact]
    public async Task CountsOfManyThreads_AddUp_WhileTheyAreWritten()
    {
        var counts = Make();

        var counting = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var index = 0; index < 20_000; index++)
            {
                counts.CountFlag(World.EnvironmentId, World.FeatureId, 2);
                counts.CountRequest(World.EnvironmentId, RequestKind.Flags, "test");
            }
        }, Cancellation)));
        while (!counting.IsCompleted)
        {
            await counts.WriteAsync(Cancellation);
        }

        await counting;
        await counts.WriteAsync(Cancellation);

        (await StoredAsync(World.FeatureId)).ShouldBe(320_000);
        (await StoredAsync(RequestCount.NoFeature)).ShouldBe(160_000);
    }

    [Fact]
    public async Task TwoProcesses_AddToTheSameHour()
    {
        var (first, second) = (Make(), Make());
        first.CountFlag(World.EnvironmentId, World.FeatureId, 3);
        second.CountFlag(World.EnvironmentId, World.FeatureId, 4);

        await Task.WhenAll(first.WriteAsync(Cancellation), second.WriteAsync(Cancellation));

        (await StoredAsync(World.FeatureId)).ShouldBe(7);
    }

    [Fact]
    public async Task WhatCannotBeWritten_IsCountedNextTime_AndOnce()
    {
        var counts = Make();
        counts.CountFlag(World.EnvironmentId, World.FeatureId);
        _isDown = true;
        await Should.ThrowAsync<InvalidOperationException>(() => counts.WriteAsync(Cancellation));
        counts.CountFlag(World.EnvironmentId, World.FeatureId);

        _isDown = false;
        await counts.WriteAsync(Cancellation);
        await counts.WriteAsync(Cancellation);

        (await StoredAsync(World.FeatureId)).ShouldBe(2);
    }

    [Fact]
    public async Task StoppingTheProcess_WritesTheLast()
    {
        var counts = Make();
        using var writer = new BatchWriter<RequestCounts>(counts, World.Get<WriteMetrics>(), World.Clock, NullLogger<BatchWriter<RequestCounts>>.Instance);
        await writer.StartAsync(Cancellation);
        counts.CountFlag(World.EnvironmentId, World.FeatureId, 5);

        await writer.StopAsync(Cancellation);

        (await StoredAsync(World.FeatureId)).ShouldBe(5);
        counts.Pause.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task NoReport_CanSpoilASum()
    {
        var counts = Make();
        foreach (var times in (long[])[long.MaxValue, long.MaxValue, 0, -1, long.MinValue])
        {
            counts.CountFlag(World.EnvironmentId, World.FeatureId, times);
        }

        await counts.WriteAsync(Cancellation);

        (await StoredAsync(World.FeatureId)).ShouldBe(2L * RequestCounts.MostAtOnce);
    }

    [Fact]
    public async Task TheLast30Days_AreShownByDay_WithWhatIsNotWrittenYet()
    {
        var counts = Make();
        var reads = new RequestReads(Database, counts, World.Clock);
        counts.CountFlag(World.EnvironmentId, World.FeatureId, 1_000);
        World.Clock.Advance(TimeSpan.FromDays(1));
        counts.CountFlag(World.EnvironmentId, World.FeatureId, 1);
        World.Clock.Advance(TimeSpan.FromDays(28));
        counts.CountFlag(World.EnvironmentId, World.FeatureId, 20);
        await counts.WriteAsync(Cancellation);
        World.Clock.Advance(TimeSpan.FromDays(1));
        counts.CountFlag(World.EnvironmentId, World.FeatureId, 300);
        await counts.WriteAsync(Cancellation);
        World.Clock.Advance(TimeSpan.FromHours(14));
        counts.CountFlag(World.EnvironmentId, World.FeatureId, 4_000);
        counts.CountRequest(World.EnvironmentId, RequestKind.Flags, "not a read of a flag");

        var requests = await reads.FlagAsync(World.Manager, World.EnvironmentId, World.FeatureId, Cancellation);

        var today = DateOnly.FromDateTime(World.Clock.Now().UtcDateTime);
        requests!.Days.Select(day => day.Day).ShouldBe(Enumerable.Range(-29, 30).Select(today.AddDays));
        requests.Days.Where(day => day.Requests > 0).Select(day => (day.Day, day.Requests))
            .ShouldBe([(today.AddDays(-29), 1), (today.AddDays(-1), 20), (today, 4_300)]);
        (requests.Today, requests.Total).ShouldBe((4_300, 4_321));
    }

    [Fact]
    public async Task WhatIsOlderThanWhatIsShown_IsDeletedOnceADay()
    {
        var counts = Make();
        counts.CountFlag(World.EnvironmentId, World.FeatureId, 1_000);
        counts.CountRequest(World.EnvironmentId, RequestKind.Flags, "test");
        await counts.WriteAsync(Cancellation);
        World.Clock.Advance(TimeSpan.FromDays(30));
        counts.CountFlag(World.EnvironmentId, World.FeatureId);
        await counts.WriteAsync(Cancellation);
        (await StoredAsync(World.FeatureId)).ShouldBe(1_001, "for clocks that are behind");

        World.Clock.Advance(TimeSpan.FromDays(1));
        await counts.WriteAsync(Cancellation);

        (await StoredAsync(World.FeatureId)).ShouldBe(1);
        (await StoredAsync(RequestCount.NoFeature)).ShouldBe(0);
    }

    [Fact]
    public async Task OfAnotherProject_NothingIsShown()
    {
        var counts = Make();
        var reads = new RequestReads(Database, counts, World.Clock);
        counts.CountFlag(World.EnvironmentId, World.FeatureId);
        counts.CountRequest(World.EnvironmentId, RequestKind.Flags, "secret");
        var other = (await World.Get<CreateProject>().RunAsync(
            new(AccessGate.ForSystem(), "Other", [new("Production", Versioning.V2, false)]), Cancellation)).Value;
        var foreign = AccessGate.ForSystem(other.Id);

        (await reads.FlagAsync(foreign, World.EnvironmentId, World.FeatureId, Cancellation)).ShouldBeNull();
        (await reads.LastAsync(foreign, World.EnvironmentId, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task TheLastRequest_IsTheNewestOfAllProcesses_WrittenOrNot()
    {
        var (first, second) = (Make(), Make());
        (RequestReads one, RequestReads two) = (new(Database, first, World.Clock), new(Database, second, World.Clock));
        (await one.LastAsync(World.Manager, World.EnvironmentId, Cancellation)).ShouldBeNull();
        first.CountRequest(World.EnvironmentId, RequestKind.Document, "flagsmith-python/4.0");
        var noon = World.Clock.Now();

        (await one.LastAsync(World.Manager, World.EnvironmentId, Cancellation)).ShouldBe(new(noon, RequestKind.Document, "flagsmith-python/4.0"));
        (await two.LastAsync(World.Manager, World.EnvironmentId, Cancellation)).ShouldBeNull("the other process has not written it yet");
        await first.WriteAsync(Cancellation);
        (await two.LastAsync(World.Manager, World.EnvironmentId, Cancellation)).ShouldBe(new(noon, RequestKind.Document, "flagsmith-python/4.0"));

        World.Clock.Advance(TimeSpan.FromSeconds(5));
        second.CountRequest(World.EnvironmentId, RequestKind.Ofrep, $"  \0{new string('x', 300)}😀");
        await second.WriteAsync(Cancellation);

        var last = await one.LastAsync(World.Manager, World.EnvironmentId, Cancellation);
        last!.At.ShouldBe(noon.AddSeconds(5));
        last.Kind.ShouldBe(RequestKind.Ofrep);
        last.UserAgent.ShouldBe($"?{new string('x', 199)}");
    }

    [Fact]
    public async Task AnOlderRequest_NeverReplacesANewerOne()
    {
        var (early, late) = (Make(), Make());
        early.CountRequest(World.EnvironmentId, RequestKind.Flags, "early");
        World.Clock.Advance(TimeSpan.FromMinutes(1));
        late.CountRequest(World.EnvironmentId, RequestKind.Identity, "late");

        await late.WriteAsync(Cancellation);
        await early.WriteAsync(Cancellation);

        await using var db = World.Open();
        (await db.Set<LastRequest>().SingleAsync(Cancellation)).UserAgent.ShouldBe("late");
    }

    private RequestCounts Make() => new(
        new MadeContexts(() => _isDown ? throw new InvalidOperationException("The database is down.") : Database.CreateDbContext()),
        World.Get<WriteGate>(),
        World.Clock);

    private async Task<long> StoredAsync(int featureId)
    {
        await using var db = World.Open();
        return await db.Set<RequestCount>().Where(count => count.EnvironmentId == World.EnvironmentId && count.FeatureId == featureId)
            .SumAsync(count => count.Requests, Cancellation);
    }
}
