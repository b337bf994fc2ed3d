using System.Collections.Concurrent;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>Keeps what goes on for long from filling the log: the same is said once a minute.</summary>
public sealed class LogThrottle(TimeProvider clock)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, long> _said = new(StringComparer.Ordinal);

    /// <summary>Whether it is to be said now.</summary>
    /// <param name="what">Of a few things that there are.</param>
    public bool MaySay(string what)
    {
        var now = clock.GetTimestamp();
        if (_said.TryAdd(what, now))
        {
            return true;
        }

        return _said.TryGetValue(what, out var before) && clock.GetElapsedTime(before, now) >= s_pause && _said.TryUpdate(what, now, before);
    }

    /// <summary>It is over: the next time is said at once.</summary>
    public void IsOver(string what) => _said.TryRemove(what, out _);
}
