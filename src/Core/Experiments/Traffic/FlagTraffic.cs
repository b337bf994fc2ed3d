namespace ExperimentAdmin.Core.Experiments.Traffic;

/// <summary>When applications asked an environment for a flag last; UTC, to the second.</summary>
/// <param name="Itself">For this flag alone, or said that they read it; null for never.</param>
/// <param name="WithAll">For all flags, and got this one among them; null for never.</param>
/// <param name="Document">
/// For the environment's document, with which they evaluate flags on their own: which of them, only they know. Null for never.
/// </param>
public sealed record FlagTraffic(DateTimeOffset? Itself, DateTimeOffset? WithAll, DateTimeOffset? Document)
{
    /// <summary>How long a flag can be without a request before it is one that nobody asks for.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromHours(24);

    /// <summary>Nobody ever asked.</summary>
    public static FlagTraffic None { get; } = new(null, null, null);

    /// <summary>When an application last got the flag from here, or said that it read it; null for never.</summary>
    public DateTimeOffset? LastAsked => Nullable.Compare(Itself, WithAll) > 0 ? Itself : WithAll;

    /// <summary>What can be said of the flag's use at a moment.</summary>
    /// <param name="now">UTC.</param>
    public FlagUse UseAt(DateTimeOffset now) => IsRecent(Itself, now) ? FlagUse.Read
        : IsRecent(WithAll, now) ? FlagUse.Fetched
        : IsRecent(Document, now) ? FlagUse.Unknown
        : FlagUse.None;

    private static bool IsRecent(DateTimeOffset? at, DateTimeOffset now) => at is { } moment && now - moment < Quiet;
}
