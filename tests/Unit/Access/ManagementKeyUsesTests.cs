using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Access.Keys.UseCases;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExperimentAdmin.Unit.Access;

/// <summary>When a key was last used: kept by the way, and never at the cost of a request or of the process.</summary>
public abstract class ManagementKeyUsesTests(DatabaseProvider provider) : WorldTests(provider)
{
    private readonly CountedCommands _counted = new();
    private readonly SemaphoreSlim _failures = new(0);
    private bool _isDown;

    public sealed class OnSqlite() : ManagementKeyUsesTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : ManagementKeyUsesTests(DatabaseProvider.Postgres);

    [Fact]
    public async Task ManyUses_BecomeOneStatementAKey_ToTheSecond()
    {
        var (first, second) = (await MakeAsync("First"), await MakeAsync("Second"));
        var uses = Uses();
        var noon = World.Clock.Now();
        World.Clock.Advance(TimeSpan.FromMilliseconds(700));
        for (var use = 0; use < 100; use++)
        {
            uses.Note(first);
            uses.Note(second);
        }

        (await LastUsedAsync(first)).ShouldBeNull("nothing is written by the request");
        await uses.WriteAsync(Cancellation);
        await uses.WriteAsync(Cancellation);

        _counted.Commands.Count.ShouldBe(2);
        (await LastUsedAsync(first), await LastUsedAsync(second)).ShouldBe((noon, noon));
    }

    [Fact]
    public async Task AUse_LeavesNoRecord_AndNeverGoesBack()
    {
        var key = await MakeAsync("Robot");
        var (late, early) = (Uses(), Uses());
        early.Note(key);
        World.Clock.Advance(TimeSpan.FromMinutes(1));
        late.Note(key);
        await using var db = World.Open();
        var records = await db.Set<AuditRecord>().CountAsync(Cancellation);

        await late.WriteAsync(Cancellation);
        await early.WriteAsync(Cancellation);

        (await LastUsedAsync(key)).ShouldBe(World.Clock.Now(), "another process saw it later");
        (await db.Set<AuditRecord>().CountAsync(Cancellation)).ShouldBe(records);
    }

    [Fact]
    public async Task WhatCannotBeWritten_StaysNoted()
    {
        var key = await MakeAsync("Robot");
        var uses = Uses();
        uses.Note(key);
        _isDown = true;
        await Should.ThrowAsync<InvalidOperationException>(() => uses.WriteAsync(Cancellation));

        _isDown = false;
        await uses.WriteAsync(Cancellation);

        (await LastUsedAsync(key)).ShouldBe(World.Clock.Now());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task StoppingTheProcess_WritesTheLast_AndADatabaseThatIsDownDoesNotHinderIt(bool isDown)
    {
        var key = await MakeAsync("Robot");
        var uses = Uses();
        using var writer = new BatchWriter<ManagementKeyUses>(uses, World.Get<WriteMetrics>(), World.Clock, NullLogger<BatchWriter<ManagementKeyUses>>.Instance);
        await writer.StartAsync(Cancellation);
        uses.Note(key);
        _isDown = isDown;

        await writer.StopAsync(Cancellation);

        (await LastUsedAsync(key)).ShouldBe(isDown ? null : World.Clock.Now());
        writer.ExecuteTask!.IsFaulted.ShouldBeFalse();
    }

    [Fact(Timeout = 120_000)]
    public async Task WhileTheProcessRuns_AWriteThatFailsIsTriedAgainAfterEachPause()
    {
        var key = await MakeAsync("Robot");
        var (uses, used) = (Uses(), World.Clock.Now());
        using var writer = new BatchWriter<ManagementKeyUses>(uses, World.Get<WriteMetrics>(), World.Clock, NullLogger<BatchWriter<ManagementKeyUses>>.Instance);
        uses.Note(key);
        _isDown = true;
        await writer.StartAsync(Cancellation);

        // The timer is there before the first write, so none of these ticks is lost.
        await _failures.WaitAsync(TestContext.Current.CancellationToken);
        for (var pause = 0; pause < 3; pause++)
        {
            World.Clock.Advance(uses.Pause);
            await _failures.WaitAsync(TestContext.Current.CancellationToken);
        }

        _isDown = false;
        World.Clock.Advance(uses.Pause);
        while (await LastUsedAsync(key) is null)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        (await LastUsedAsync(key)).ShouldBe(used);
        uses.Pause.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(10));
        await writer.StopAsync(Cancellation);
    }

    private ManagementKeyUses Uses() => new(
        new MadeContexts(() => _isDown ? throw Failure() : Database.CreateDbContext(_counted)),
        World.Get<WriteGate>(),
        World.Clock);

    private InvalidOperationException Failure()
    {
        _ = _failures.Release();
        return new InvalidOperationException("The database is down.");
    }

    private async Task<int> MakeAsync(string name)
        => (await World.Get<CreateManagementKey>().RunAsync(new(new(AccessGate.ForSystem()), name, Role.Viewer), Cancellation)).Value.Id;

    private async Task<DateTimeOffset?> LastUsedAsync(int keyId)
    {
        await using var db = World.Open();
        return await db.Set<ManagementKey>().Where(key => key.Id == keyId).Select(key => key.LastUsedAt).SingleAsync(Cancellation);
    }
}
