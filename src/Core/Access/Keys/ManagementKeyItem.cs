using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.Core.Access.Keys;

/// <summary>A management API key in a list. All times are UTC.</summary>
public sealed record ManagementKeyItem
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The first characters of its text; the rest is kept nowhere.</summary>
    public required string Hint { get; init; }

    /// <summary>What it may do in its project; of an instance key, in every project.</summary>
    public required Role Role { get; init; }

    /// <summary>The project that it is for; null for the whole instance.</summary>
    public required int? ProjectId { get; init; }

    /// <summary>The name of that project.</summary>
    public required string? Project { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>When it stops to work; null for never.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>To the second and some seconds late; null when it was never used.</summary>
    public required DateTimeOffset? LastUsedAt { get; init; }

    public required DateTimeOffset? RevokedAt { get; init; }

    public required string? RevokedBy { get; init; }

    public required ManagementKeyStatus Status { get; init; }
}
