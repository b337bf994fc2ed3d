using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace ExperimentAdmin.Core.Access.Sessions;

/// <summary>How long a sign-in lasts when nobody ends it: the section <c>Session</c>, checked.</summary>
public sealed record SessionLimits
{
    private const string Section = "Session";

    // Without a leading number a day would be an hour, and "24:00:00" 24 days.
    private static readonly string[] s_forms = [@"d\.h\:mm\:ss", @"h\:mm\:ss"];

    // When a sign-in was last seen is known some seconds late.
    private static readonly TimeSpan s_shortest = TimeSpan.FromMinutes(1);

    // Browsers keep no cookie for longer.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(400);

    /// <summary>How long after its beginning a sign-in ends, however often it is used.</summary>
    public TimeSpan Lifetime { get; private init; } = TimeSpan.FromDays(30);

    /// <summary>How long after it was last used a sign-in ends; at most <see cref="Lifetime"/>.</summary>
    public TimeSpan Idle { get; private init; } = TimeSpan.FromDays(14);

    /// <summary>Reads the settings.</summary>
    /// <exception cref="StartFailureException">A setting cannot be used.</exception>
    public static SessionLimits From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection(Section);
        var byDefault = new SessionLimits();
        var lifetime = Read(section, nameof(Lifetime)) ?? byDefault.Lifetime;
        var idle = Read(section, nameof(Idle));
        return idle > lifetime
            ? throw new StartFailureException(
                $"{Section}:{nameof(Idle)} is '{section[nameof(Idle)]}', which is longer than {Section}:{nameof(Lifetime)} ({Text(lifetime)}), "
                + "so no sign-in would ever end by it: set it to at most that, or remove it.")
            : new SessionLimits { Lifetime = lifetime, Idle = idle ?? (byDefault.Idle < lifetime ? byDefault.Idle : lifetime) };
    }

    /// <summary>Whether a sign-in that nobody ended goes on.</summary>
    /// <param name="createdAt">When it began, UTC.</param>
    /// <param name="lastSeenAt">When it was last used, UTC.</param>
    /// <param name="now">UTC.</param>
    public bool Allow(DateTimeOffset createdAt, DateTimeOffset lastSeenAt, DateTimeOffset now)
        => now - createdAt < Lifetime && now - lastSeenAt < Idle;

    private static TimeSpan? Read(IConfigurationSection section, string key)
        => section[key] is not { } value || string.IsNullOrWhiteSpace(value) ? null
            : TimeSpan.TryParseExact(value.Trim(), s_forms, CultureInfo.InvariantCulture, out var time) && time >= s_shortest && time <= s_longest ? time
            : throw new StartFailureException(
                $"{Section}:{key} is '{value}', which is not a time from {Text(s_shortest)} to {Text(s_longest)}: "
                + "write it as days.hours:minutes:seconds, such as 30.00:00:00, or remove it.");

    private static string Text(TimeSpan time) => time.ToString("c", CultureInfo.InvariantCulture);
}
