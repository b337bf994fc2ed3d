using System.Collections.Concurrent;
using ExperimentAdmin.Core.Audit;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExperimentAdmin.Unit.Audit;

public sealed class ChangeFeedTests
{
    private readonly ChangeFeed _feed = new(NullLogger<ChangeFeed>.Instance);
    private const int Patience = 60_000;

    private readonly BlockingCollection<ChangeFeed.Committed> _told = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhoeverMadeAChange_WaitsForNoPage()
    {
        using var busy = new ManualResetEventSlim();
        using var listening = _feed.Subscribe(change =>
        {
            busy.Wait(Cancellation);
            _told.Add(change, Cancellation);
        });

        _feed.Publish(Change(1)); // It would never come back.
        _told.ShouldBeEmpty();
        busy.Set();

        (await NextAsync()).Number.ShouldBe(1);
    }

    [Fact]
    public async Task Changes_AreToldInTheirOrder_WithTheirTurn_WhoeverMadeThem()
    {
        using var listening = _feed.Subscribe(change => _told.Add(change, Cancellation));

        for (var number = 1; number <= 200; number++)
        {
            _feed.Publish(Change(number));
        }

        _feed.Turn.ShouldBe(200);
        _feed.PublishOfOthers(Change(201));
        for (var number = 1; number <= 201; number++)
        {
            var change = await NextAsync();
            (change.Number, change.Turn).ShouldBe((number, number == 201 ? null : number));
        }
    }

    [Fact]
    public async Task ChangesFromManyThreads_AreAllToldOnce()
    {
        using var listening = _feed.Subscribe(change => _told.Add(change, Cancellation));

        await Parallel.ForEachAsync(Enumerable.Range(1, 1_000), Cancellation, (number, _) =>
        {
            _feed.Publish(Change(number));
            return ValueTask.CompletedTask;
        });

        var told = new List<ChangeFeed.Committed>();
        while (told.Count < 1_000)
        {
            told.Add(await NextAsync());
        }

        told.Select(change => change.Turn).ShouldBe(Enumerable.Range(1, 1_000).Select(turn => (long?)turn));
        told.Select(change => change.Number).Order().ShouldBe(Enumerable.Range(1, 1_000));
        _told.ShouldBeEmpty();
    }

    [Fact]
    public async Task AListenerThatFails_KeepsNothingFromOthers()
    {
        using var failing = _feed.Subscribe(_ => throw new InvalidOperationException("Not this page."));
        using var listening = _feed.Subscribe(change => _told.Add(change, Cancellation));

        _feed.Publish(Change(1));
        _feed.Publish(Change(2));

        (await NextAsync()).Number.ShouldBe(1);
        (await NextAsync()).Number.ShouldBe(2);
    }

    [Fact]
    public async Task WhatWasWithdrawnAfterItWasTakenForOurs_IsToldAsTheChangeOfAnother()
    {
        using var listening = _feed.Subscribe(change => _told.Add(change, Cancellation));
        _feed.Follow();
        var record = Record(7);

        _feed.Expect([record]);
        _feed.IsOwn(record.ObjectKey, 7).ShouldBeTrue();
        _feed.Withdraw([record]);

        var told = await NextAsync();
        (told.Number, told.Turn).ShouldBe((7, null));
    }

    private Task<ChangeFeed.Committed> NextAsync() => NextAsync(_told);

    private static Task<T> NextAsync<T>(BlockingCollection<T> told) => Task.Run(
        () => told.TryTake(out var next, Patience, Cancellation) ? next : throw new ShouldAssertException("Nothing was told."), Cancellation);

    private static ChangeFeed.Committed Change(int number) => ChangeFeed.Committed.Of(Record(number));

    private static AuditRecord Record(int number) => new()
    {
        ProjectId = 1,
        Kind = AuditKind.Segment,
        ObjectKey = AuditKey.Segment(4).Text,
        Number = number,
        ObjectName = "Staff",
        ObjectNameFolded = "staff",
        Action = "edited",
        Summary = "rules changed",
        ActorKind = ActorKind.Person,
        ActorId = 1,
        ActorName = "Ada",
        At = DateTimeOffset.UnixEpoch,
    };
}
