using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace ExperimentAdmin.Components;

/// <summary>Stands still until a test moves it on, and tells when something has begun to wait for it.</summary>
internal sealed class WatchedClock : FakeTimeProvider
{
    private readonly ConcurrentDictionary<TimeSpan, SemaphoreSlim> _begun = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Begun(dueTime).Release();
        return timer;
    }

    /// <summary>Over when something waits, or waited, for this long: each time once.</summary>
    public Task MeasuresAsync(TimeSpan time) => Begun(time).WaitAsync(Xunit.TestContext.Current.CancellationToken);

    private SemaphoreSlim Begun(TimeSpan time) => _begun.GetOrAdd(time, _ => new SemaphoreSlim(0));
}
