namespace ExperimentAdmin.Core.Access.Sessions;

/// <summary>A sign-in in the list of the person whose it is. All times are UTC.</summary>
public sealed record SessionItem
{
    public required int Id { get; init; }

    /// <summary>Whether it is the one that asks.</summary>
    public required bool IsCurrent { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>To the second, and of other processes some seconds late.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>From where the browser signed in; empty when nobody knows.</summary>
    public required string Address { get; init; }

    /// <summary>What the browser said that it is; empty when it did not.</summary>
    public required string UserAgent { get; init; }
}
