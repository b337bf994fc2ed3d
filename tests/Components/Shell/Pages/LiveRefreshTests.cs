using System.Collections.Concurrent;
using ExperimentAdmin.App.Shell.Pages.Loading;
using ExperimentAdmin.Core.Audit;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExperimentAdmin.Components.Shell.Pages;

/// <summary>When an open page reads again because of what others did.</summary>
public sealed class LiveRefreshTests : IDisposable
{
    private const int Here = 1;
    private const int Elsewhere = 2;
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(1);

    private readonly WatchedClock _clock = new();
    private readonly ChangeFeed _feed = new(NullLogger<ChangeFeed>.Instance);
    private readonly CatchUpLane _lane;
    private readonly ConcurrentQueue<Reading> _readings = new();
    private readonly SemaphoreSlim _begun = new(0);

    public LiveRefreshTests() => _lane = new CatchUpLane(_clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _lane.Dispose();
        _begun.Dispose();
    }

    [Fact]
    public async Task TheFirstChangeAfterQuiet_IsReadAtOnce_AndThoseAfterItTogether()
    {
        using var live = Follow();

        Change(Here);
        (await NextAsync()).Answer();
        Change(Here);
        Change(Here);
        Change(Here);
        await _clock.MeasuresAsync(LiveRefresh.Rest);
        _clock.Advance(LiveRefresh.Rest - s_moment);
        _readings.ShouldBeEmpty();
        _clock.Advance(s_moment);

        var second = await NextAsync();
        second.Changes.Count.ShouldBe(3);
        second.Answer();
    }

    [Fact]
    public async Task AfterARestInWhichNothingChanged_TheNextChangeIsReadAtOnce()
    {
        using var live = Follow();
        Change(Here);
        (await NextAsync()).Answer();
        await _clock.MeasuresAsync(LiveRefresh.Rest);
        _clock.Advance(LiveRefresh.Rest);

        Change(Here);

        (await NextAsync()).Answer();
    }

    [Fact]
    public async Task WhatNeededNoReading_IsFollowedByNoRest()
    {
        using var live = Follow();
        Change(Here);
        (await NextAsync()).Answer(hasRead: false);

        Change(Here);

        (await NextAsync()).Answer();
    }

    [Fact]
    public async Task WhatChangesWhileItReads_IsReadAfterwards_AndNeverAtTheSameTime()
    {
        using var live = Follow();
        Change(Here);
        var first = await NextAsync();

        Change(Here);
        Change(Here);
        _clock.Advance(CatchUpLane.Longest);
        _clock.Advance(TimeSpan.FromHours(1));
        _readings.ShouldBeEmpty();
        first.Answer();
        await _clock.MeasuresAsync(LiveRefresh.Rest);
        _clock.Advance(LiveRefresh.Rest);

        (await NextAsync()).Changes.Count.ShouldBe(2);
    }

    [Fact]
    public async Task WhatChangesElsewhere_OrAfterThePageWasLeft_IsNotRead()
    {
        using var told = new SemaphoreSlim(0);
        using var listening = _feed.Subscribe(_ => told.Release());
        using (Follow())
        {
            Change(Elsewhere);
            await told.WaitAsync(Cancellation);
        }

        Change(Here);
        await told.WaitAsync(Cancellation);
        using var other = Follow();
        Change(Here);

        (await NextAsync()).Changes.Count.ShouldBe(1);
        _readings.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhoeverTellsOfAChange_IsNotKeptByAPageThatReads()
    {
        using var hold = new ManualResetEventSlim();
        using var live = new LiveRefresh(_feed, _lane, _clock)
        {
            Concerns = _ => true,
            CatchUp = _ =>
            {
                _begun.Release();
                hold.Wait(Cancellation); // As a read on SQLite does.
                return Task.FromResult(true);
            },
        };
        live.Begin();

        Change(Here);

        await _begun.WaitAsync(Cancellation);
        hold.Set();
    }

    [Fact]
    public async Task AllPagesTogether_ReadOnHalfOfTheProcessors_AndOneThatHangsGivesItsPlaceUp()
    {
        var pages = Enumerable.Range(0, CatchUpLane.Places + 1).Select(_ => Follow()).ToList();

        Change(Here);
        var hanging = new List<Reading>();
        for (var place = 0; place < CatchUpLane.Places; place++)
        {
            hanging.Add(await NextAsync());
        }

        _readings.ShouldBeEmpty();
        for (var place = 0; place < CatchUpLane.Places; place++)
        {
            await _clock.MeasuresAsync(CatchUpLane.Longest);
        }

        _clock.Advance(CatchUpLane.Longest - s_moment);
        _readings.ShouldBeEmpty();
        _clock.Advance(s_moment);

        (await NextAsync()).Answer();
        hanging.ForEach(reading => reading.Answer());
        pages.ForEach(page => page.Dispose());
    }

    private LiveRefresh Follow()
    {
        var live = new LiveRefresh(_feed, _lane, _clock)
        {
            Concerns = change => change.ProjectId == Here,
            CatchUp = changes =>
            {
                var reading = new Reading(changes);
                _readings.Enqueue(reading);
                _begun.Release();
                return reading.Over;
            },
        };
        live.Begin();
        return live;
    }

    private async Task<Reading> NextAsync()
    {
        await _begun.WaitAsync(Cancellation);
        _readings.TryDequeue(out var reading).ShouldBeTrue();
        return reading;
    }

    private void Change(int project) => _feed.Publish(new(
        project, null, AuditKey.Feature(1), null, 2, Actor.Person(1, "Ada"), "variant changed", _clock.GetUtcNow()));

    private sealed class Reading(IReadOnlyList<ChangeFeed.Committed> changes)
    {
        private readonly TaskCompletionSource<bool> _over = new();

        public IReadOnlyList<ChangeFeed.Committed> Changes { get; } = changes;

        public Task<bool> Over => _over.Task;

        public void Answer(bool hasRead = true) => _over.TrySetResult(hasRead);
    }
}
