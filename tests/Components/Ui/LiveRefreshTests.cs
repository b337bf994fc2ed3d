using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Common;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ExperimentAdmin.Components.Ui;

/// <summary>When an open page reads again because of what others did.</summary>
public sealed class LiveRefreshTests
{
    private const int Here = 1;
    private const int Elsewhere = 2;
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _clock = new();
    private readonly ChangeFeed _feed = new(NullLogger<ChangeFeed>.Instance);
    private Task _reading = Task.CompletedTask;
    private int _reads;

    [Fact]
    public void ChangesThatComeTogether_AreReadOnce()
    {
        using var live = Follow();

        Change(Here);
        _clock.Advance(LiveRefresh.Rest - s_moment);
        Change(Here);
        _reads.ShouldBe(0);
        _clock.Advance(s_moment);
        _reads.ShouldBe(1);
        _clock.Advance(TimeSpan.FromHours(1));

        _reads.ShouldBe(1);
    }

    [Fact]
    public void WhatChangesWhileItReads_IsReadAfterwards_AndNeverAtTheSameTime()
    {
        var slow = new TaskCompletionSource();
        using var live = Follow();
        Change(Here);
        _reading = slow.Task;
        _clock.Advance(LiveRefresh.Rest);

        Change(Here);
        Change(Here);
        _clock.Advance(TimeSpan.FromHours(1));
        _reads.ShouldBe(1);
        slow.SetResult();
        _clock.Advance(LiveRefresh.Rest);

        _reads.ShouldBe(2);
    }

    [Fact]
    public void WhatChangesElsewhere_OrAfterThePageWasLeft_IsNotRead()
    {
        using (Follow())
        {
            Change(Elsewhere);
            _clock.Advance(LiveRefresh.Rest);
            Change(Here);
        }

        Change(Here);
        _clock.Advance(LiveRefresh.Rest);

        _reads.ShouldBe(0);
    }

    private LiveRefresh Follow() => new(_feed, _clock, change => change.ProjectId == Here, () =>
    {
        _reads++;
        return _reading;
    });

    private void Change(int project) => _feed.Publish(new(
        project, null, AuditKey.Feature(1), null, 2, Actor.Person(1, "Ada"), "variant changed", _clock.GetUtcNow()));
}
