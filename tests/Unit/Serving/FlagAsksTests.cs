using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Traffic;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Serving.Counts;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExperimentAdmin.Unit.Serving;

/// <summary>When a flag was asked for last: by whichever process, in whichever way, and never said of what nobody asked for.</summary>
public abstract class FlagAsksTests(DatabaseProvider provider) : WorldTests(provider)
{
    private bool _isDown;

    public sealed class OnSqlite() : FlagAsksTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : FlagAsksTests(DatabaseProvider.Postgres);

    private DateTimeOffset Now => World.Clock.GetUtcNow();

    [Fact]
    public async Task AFlagThatNobodyAskedFor_WasNeverAsked()
    {
        var asks = Make();
        asks.NoteFlag(World.EnvironmentId, World.FeatureId + 1);
        asks.NoteFlag(World.EnvironmentId + 1, World.FeatureId);
        asks.NoteAll(World.EnvironmentId + 1, EnvironmentKeyKind.Client);

        (await TrafficAsync(asks)).ShouldBe(FlagTraffic.None);
        FlagTraffic.None.UseAt(Now).ShouldBe(FlagUse.None);
    }

    [Fact]
    public async Task EveryWayOfAsking_IsToldApart_ToTheSecond()
    {
        var asks = Make();
        var nine = Now;
        asks.NoteDocument(World.EnvironmentId);
        World.Clock.Advance(TimeSpan.FromSeconds(1.9));
        asks.NoteAll(World.EnvironmentId, EnvironmentKeyKind.Client);
        World.Clock.Advance(TimeSpan.FromSeconds(2));
        asks.NoteFlag(World.EnvironmentId, World.FeatureId);

        (await TrafficAsync(asks)).ShouldBe(new(nine.AddSeconds(3), nine.AddSeconds(1), nine));
    }

    [Fact]
    public async Task WhatOneProcessNoted_IsKnownAtOnceThere_ToOthersOnceItIsWritten_AndAfterARestart()
    {
        var (first, second) = (Make(), Make());
        first.NoteFlag(World.EnvironmentId, World.FeatureId);
        var noon = Now;

        (await TrafficAsync(first)).Itself.ShouldBe(noon);
        (await TrafficAsync(second)).Itself.ShouldBeNull("the other process has not written it yet");
        await first.WriteAsync(Cancellation);
        (await TrafficAsync(second)).Itself.ShouldBe(noon);
        (await TrafficAsync(Make())).LastAsked.ShouldBe(noon, "a process that was just started");
    }

    [Fact]
    public async Task AnOlderRequest_NeverReplacesANewerOne()
    {
        var (early, late) = (Make(), Make());
        early.NoteFlag(World.EnvironmentId, World.FeatureId);
        World.Clock.Advance(TimeSpan.FromMinutes(1));
        late.NoteFlag(World.EnvironmentId, World.FeatureId);

        await late.WriteAsync(Cancellation);
        await early.WriteAsync(Cancellation);

        (await TrafficAsync(Make())).Itself.ShouldBe(Now);
        (await TrafficAsync(early)).Itself.ShouldBe(Now);
    }

    [Fact]
    public async Task TwoProcesses_WriteTheSameFlagsAtOnce()
    {
        var (first, second) = (Make(), Make());
        foreach (var asks in (FlagAsks[])[first, second])
        {
            asks.NoteFlag(World.EnvironmentId, World.FeatureId);
            asks.NoteAll(World.EnvironmentId, EnvironmentKeyKind.Server);
            asks.NoteDocument(World.EnvironmentId);
        }

        await Task.WhenAll(first.WriteAsync(Cancellation), second.WriteAsync(Cancellation));

        (await TrafficAsync(Make())).ShouldBe(new(Now, Now, Now));
    }

    [Fact]
    public async Task WhatCannotBeWritten_IsWrittenNextTime()
    {
        var asks = Make();
        asks.NoteFlag(World.EnvironmentId, World.FeatureId);
        _isDown = true;
        await Should.ThrowAsync<InvalidOperationException>(() => asks.WriteAsync(Cancellation));

        _isDown = false;
        await asks.WriteAsync(Cancellation);

        (await TrafficAsync(Make())).Itself.ShouldBe(Now);
    }

    [Fact]
    public async Task WhatIsWritten_IsWrittenOnce()
    {
        var asks = Make();
        asks.NoteFlag(World.EnvironmentId, World.FeatureId);
        await asks.WriteAsync(Cancellation);
        _isDown = true;

        await asks.WriteAsync(Cancellation);
    }

    [Fact]
    public async Task StoppingTheProcess_WritesTheLast()
    {
        var asks = Make();
        using var writer = new BatchWriter<FlagAsks>(asks, World.Get<WriteMetrics>(), World.Clock, NullLogger<BatchWriter<FlagAsks>>.Instance);
        await writer.StartAsync(Cancellation);
        asks.NoteFlag(World.EnvironmentId, World.FeatureId);

        await writer.StopAsync(Cancellation);

        (await TrafficAsync(Make())).Itself.ShouldBe(Now);
        asks.Pause.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task AllFlags_OfBeforeThereWasTheFlag_WereNotItsRequest()
    {
        var asks = Make();
        asks.NoteAll(World.EnvironmentId, EnvironmentKeyKind.Client);
        asks.NoteDocument(World.EnvironmentId);
        await asks.WriteAsync(Cancellation);
        await SetFlagAsync(feature => feature.CreatedAt, Now.AddSeconds(1));

        (await TrafficAsync(asks)).ShouldBe(FlagTraffic.None);
    }

    [Fact]
    public async Task OfAFlagForServerKeysAlone_ClientsAskNothing()
    {
        var asks = Make();
        await SetFlagAsync(feature => feature.ServerKeyOnly, value: true);
        asks.NoteAll(World.EnvironmentId, EnvironmentKeyKind.Client);
        (await TrafficAsync(asks)).WithAll.ShouldBeNull();

        World.Clock.Advance(TimeSpan.FromSeconds(1));
        asks.NoteAll(World.EnvironmentId, EnvironmentKeyKind.Server);

        (await TrafficAsync(asks)).WithAll.ShouldBe(Now);
    }

    [Fact]
    public async Task AnExperimentsTraffic_IsForThoseWhoMaySeeIt()
    {
        var id = await World.CreateExperimentAsync();
        World.Get<FlagAsks>().NoteFlag(World.EnvironmentId, World.FeatureId);
        var reads = World.Get<ExperimentReads>();

        (await reads.TrafficAsync(World.Manager, World.EnvironmentId, id, Cancellation))!.Itself.ShouldBe(Now);
        (await reads.TrafficAsync(World.Manager, World.EnvironmentId, id + 1, Cancellation)).ShouldBeNull();
        (await reads.TrafficAsync(Core.Access.Grants.AccessGate.ForSystem(World.ProjectId + 1), World.EnvironmentId, id, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public void WhoeverListens_HearsOfTheirFlagAlone_OnceASecond_UntilTheyStop()
    {
        var (asks, heard) = (Make(), 0);
        var listening = asks.Subscribe(World.EnvironmentId, World.FeatureId, () => heard++);
        asks.NoteFlag(World.EnvironmentId, World.FeatureId + 1);
        asks.NoteFlag(World.EnvironmentId + 1, World.FeatureId);
        asks.NoteAll(World.EnvironmentId + 1, EnvironmentKeyKind.Client);
        heard.ShouldBe(0);

        asks.NoteFlag(World.EnvironmentId, World.FeatureId);
        asks.NoteFlag(World.EnvironmentId, World.FeatureId);
        heard.ShouldBe(1);
        asks.NoteAll(World.EnvironmentId, EnvironmentKeyKind.Client);
        asks.NoteDocument(World.EnvironmentId);
        heard.ShouldBe(3);
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        asks.NoteFlag(World.EnvironmentId, World.FeatureId);
        heard.ShouldBe(4);

        listening.Dispose();
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        asks.NoteFlag(World.EnvironmentId, World.FeatureId);
        heard.ShouldBe(4);
    }

    private FlagAsks Make() => new(
        new MadeContexts(() => _isDown ? throw new InvalidOperationException("The database is down.") : Database.CreateDbContext()),
        World.Get<WriteGate>(),
        World.Clock);

    private async Task<FlagTraffic> TrafficAsync(FlagAsks asks)
    {
        await using var db = World.Open();
        return (await new AskedTraffic(asks).FindAsync(db, World.EnvironmentId, [World.FeatureId], Cancellation))[World.FeatureId];
    }

    private async Task SetFlagAsync<TValue>(System.Linq.Expressions.Expression<Func<Feature, TValue>> what, TValue value)
    {
        await using var db = World.Open();
        await db.Set<Feature>().ExecuteUpdateAsync(row => row.SetProperty(what, value), Cancellation);
    }
}
