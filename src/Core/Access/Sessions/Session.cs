namespace ExperimentAdmin.Core.Access.Sessions;

/// <summary>One sign-in of somebody, from one browser. It lives as <see cref="SessionLimits"/> say, unless somebody ends it before.</summary>
internal sealed class Session
{
    public const int AddressMaxLength = 64;
    public const int UserAgentMaxLength = 300;

    public int Id { get; init; }

    /// <summary>SHA-256 of the secret in lower-case hex: the secret itself is in the cookie and nowhere else.</summary>
    public required string Hash { get; init; }

    public required int PersonId { get; init; }

    /// <summary>The person's stamp: whatever renews theirs ends every sign-in that is not told.</summary>
    public required string Stamp { get; set; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC, to the second and some seconds late.</summary>
    public required DateTimeOffset LastSeenAt { get; set; }

    /// <summary>From where the browser signed in; empty when nobody knows.</summary>
    public required string Address { get; init; }

    /// <summary>What the browser said that it is; empty when it did not.</summary>
    public required string UserAgent { get; init; }

    /// <summary>UTC; null as long as nobody ended it.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
