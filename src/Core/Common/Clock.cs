namespace ExperimentAdmin.Core.Common;

/// <summary>The time as both databases can keep it.</summary>
public static class Clock
{
    /// <summary>UTC now, cut to whole microseconds: PostgreSQL keeps no finer, and a value must read back as written.</summary>
    public static DateTimeOffset Now(this TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var now = clock.GetUtcNow();
        return new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }
}
