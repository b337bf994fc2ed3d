using System.Collections.Concurrent;
using System.Net;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Serving;

namespace ExperimentAdmin.App.Delivery;

/// <summary>
/// Counts the requests of each key from each address, minute by minute; an address of IPv6 by its /64, as all limits do. Keys that
/// open nothing share a count an address.
/// </summary>
internal sealed class DeliveryLimiter(DeliveryOptions options, TimeProvider clock)
{
    private volatile Minute _minute = new(0);

    /// <summary>Counts one request.</summary>
    /// <param name="key">The environment and kind of the key; null for one that opens nothing.</param>
    /// <param name="address">Where it comes from.</param>
    /// <returns>The seconds to wait when there were too many; null when it may go on.</returns>
    public int? Count(ServedKey? key, IPAddress? address)
    {
        if (options.RequestsPerMinute == 0)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var number = now.UtcTicks / TimeSpan.TicksPerMinute;
        var caller = new Caller(key is { } known ? (known.Environment.Id * 2) + (int)known.Kind : -1, Visitor.NetworkOf(address));
        return Current(number).Of(caller).Next() <= options.RequestsPerMinute
            ? null
            : (int)Math.Ceiling(new TimeSpan(((number + 1) * TimeSpan.TicksPerMinute) - now.UtcTicks).TotalSeconds);
    }

    // Whoever loses the race counts in a minute that nobody looks at: one request more, once a minute.
    private Minute Current(long number)
    {
        var minute = _minute;
        return minute.Number == number ? minute : _minute = new Minute(number);
    }

    private readonly record struct Caller(int Key, string Network);

    private sealed class Minute(long number)
    {
        private readonly ConcurrentDictionary<Caller, Counter> _counters = [];

        public long Number { get; } = number;

        public Counter Of(Caller caller) => _counters.GetOrAdd(caller, static _ => new Counter());
    }

    private sealed class Counter
    {
        private int _count;

        public int Next() => Interlocked.Increment(ref _count);
    }
}
