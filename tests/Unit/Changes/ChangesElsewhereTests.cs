using System.Collections.Concurrent;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Serving;
using ExperimentAdmin.Core.Serving.Loading;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Unit.Changes;

/// <summary>What one process tells its pages of what another one wrote to the same database.</summary>
public abstract class ChangesElsewhereTests(DatabaseProvider provider) : WorldTests(provider)
{
    private const int Patience = 60_000;

    private readonly BlockingCollection<ChangeFeed.Committed> _told = [];
    private ServiceProvider _other = null!;
    private IDisposable _listening = null!;

    public sealed class OnSqlite() : ChangesElsewhereTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : ChangesElsewhereTests(DatabaseProvider.Postgres)
    {
        [Fact]
        public async Task AChangeThatIsCommittedAfterAYoungerOne_IsToldAllTheSame()
        {
            await using var db = World.Open();
            await using var older = await db.Database.BeginTransactionAsync(Cancellation);
            db.Add(Record(1));
            _ = await db.SaveChangesAsync(Cancellation);
            await WriteAsync(2);
            await Elsewhere.CatchUpAsync(Cancellation);
            (await NextAsync()).Number.ShouldBe(2);

            await older.CommitAsync(Cancellation);
            await Elsewhere.CatchUpAsync(Cancellation);
            (await NextAsync()).Number.ShouldBe(1);

            await Elsewhere.CatchUpAsync(Cancellation);
            await WriteAsync(3);
            await Elsewhere.CatchUpAsync(Cancellation);
            (await NextAsync()).Number.ShouldBe(3);
        }

        [Fact]
        public async Task AChangeThatBeganBeforeTheProcess_AndIsCommittedAfterwards_IsToldAllTheSame()
        {
            await using var db = World.Open();
            await using var older = await db.Database.BeginTransactionAsync(Cancellation);
            db.Add(Record(1));
            _ = await db.SaveChangesAsync(Cancellation);
            await WriteAsync(2);
            await using var third = World.AnotherProcess(Database);
            var elsewhere = third.GetRequiredService<ChangesElsewhere>();
            await elsewhere.StartAsync(Cancellation);
            using var told = new BlockingCollection<ChangeFeed.Committed>();
            using var listening = third.GetRequiredService<ChangeFeed>().Subscribe(change => told.Add(change, Cancellation));

            await older.CommitAsync(Cancellation);
            await elsewhere.CatchUpAsync(Cancellation);
            await elsewhere.StopAsync(Cancellation);

            (await NextAsync(told)).Number.ShouldBe(1);
        }
    }

    private ChangesElsewhere Elsewhere => _other.GetRequiredService<ChangesElsewhere>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _other = World.AnotherProcess(Database);
        await Elsewhere.StartAsync(Cancellation);
        _listening = _other.GetRequiredService<ChangeFeed>().Subscribe(change => _told.Add(change, Cancellation));
    }

    public override async ValueTask DisposeAsync()
    {
        if (World is not null)
        {
            _listening.Dispose();
            await Elsewhere.StopAsync(CancellationToken.None);
            await _other.DisposeAsync();
        }

        _told.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task WhatAnotherProcessWrote_IsTold_WithWhoAndWhat()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000));

        await Elsewhere.CatchUpAsync(Cancellation);

        var told = await NextAsync();
        told.ShouldSatisfyAllConditions(
            () => told.Key.ShouldBe(AuditKey.Experiment(id)),
            () => told.Also.ShouldBe(AuditKey.Flag(World.EnvironmentId, World.FeatureId)),
            () => (told.ProjectId, told.EnvironmentId, told.Number, told.Turn).ShouldBe((World.ProjectId, World.EnvironmentId, 1, null)),
            () => told.Actor.ShouldBe(World.Manager.Actor),
            () => told.Summary.ShouldNotBeEmpty());
    }

    [Fact]
    public async Task ItsOwnChange_IsToldOnce_BetweenThoseOfOthers()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000));
        (await _other.GetRequiredService<ApplyRollout>().RunAsync(
            new(World.Manager, World.EnvironmentId, id, new RolloutChange { Percentage = new BasisPoints(3_000) }), Cancellation)).Error.ShouldBeNull();
        var own = await NextAsync();
        (await World.ApplyAsync(id, World.Rollout(4_000, enabled: true, 5_000))).Error.ShouldBeNull();

        await Elsewhere.CatchUpAsync(Cancellation);
        await Elsewhere.CatchUpAsync(Cancellation);

        (own.Number, own.Turn).ShouldBe((2, 1));
        (await NextAsync(), await NextAsync()).ShouldSatisfyAllConditions(
            both => (both.Item1.Number, both.Item1.Turn).ShouldBe((1, null)),
            both => (both.Item2.Number, both.Item2.Turn).ShouldBe((3, null)));
        await WriteAsync(9);
        await Elsewhere.CatchUpAsync(Cancellation);
        (await NextAsync()).Number.ShouldBe(9, "nothing was told in between");
    }

    [Fact]
    public async Task WhatWasThereWhenTheProcessBegan_IsNotTold()
    {
        await using var third = World.AnotherProcess(Database);
        _ = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000));
        var elsewhere = third.GetRequiredService<ChangesElsewhere>();
        await elsewhere.StartAsync(Cancellation);
        using var told = new BlockingCollection<ChangeFeed.Committed>();
        using var listening = third.GetRequiredService<ChangeFeed>().Subscribe(change => told.Add(change, Cancellation));

        await WriteAsync(1);
        await elsewhere.CatchUpAsync(Cancellation);
        await elsewhere.StopAsync(Cancellation);

        (await NextAsync(told)).Key.ShouldBe(AuditKey.Segment(4_711));
    }

    [Fact]
    public async Task WhatIsToldOfOthers_IsServedHereAlready()
    {
        var keeper = _other.GetRequiredService<EnvironmentKeeper>();
        await keeper.StartAsync(Cancellation);
        var seen = new BlockingCollection<long?>();
        using var listening = _other.GetRequiredService<ChangeFeed>().Subscribe(
            _ => seen.Add(_other.GetRequiredService<ServedEnvironments>().Find(World.EnvironmentId)?.Revision, Cancellation));

        _ = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000));
        await Elsewhere.CatchUpAsync(Cancellation);

        await using var db = World.Open();
        var revision = (await db.Set<ProjectEnvironment>().SingleAsync(environment => environment.Id == World.EnvironmentId, Cancellation)).Revision;
        (await NextAsync(seen)).ShouldBe(revision);
        await keeper.StopAsync(Cancellation);
    }

    [Fact]
    public async Task HoweverMuchWasMissed_AllOfItIsTold()
    {
        await WriteAsync([.. Enumerable.Range(1, 1_234)]);

        await Elsewhere.CatchUpAsync(Cancellation);

        for (var number = 1; number <= 1_234; number++)
        {
            (await NextAsync()).Number.ShouldBe(number);
        }
    }

    private async Task WriteAsync(params int[] numbers)
    {
        await using var db = World.Open();
        db.AddRange(numbers.Select(Record));
        _ = await db.SaveChangesAsync(Cancellation);
    }

    private Task<ChangeFeed.Committed> NextAsync() => NextAsync(_told);

    private static Task<T> NextAsync<T>(BlockingCollection<T> told) => Task.Run(
        () => told.TryTake(out var next, Patience, Cancellation) ? next : throw new ShouldAssertException("Nothing was told."), Cancellation);

    private static AuditRecord Record(int number) => new()
    {
        Kind = AuditKind.Segment,
        ObjectKey = AuditKey.Segment(4_711).Text,
        Number = number,
        ObjectName = "Staff",
        ObjectNameFolded = "staff",
        Action = "edited",
        Summary = "rules changed",
        ActorKind = ActorKind.Key,
        ActorId = 3,
        ActorName = "Script",
        At = DateTimeOffset.UnixEpoch,
    };
}
