namespace ExperimentAdmin.Core.Workspace.Domain;

/// <summary>What an SDK identifies its environment by. A key never salts a hash.</summary>
internal sealed class EnvironmentKey
{
    public const int NameMaxLength = 100;

    public int Id { get; init; }

    public required int EnvironmentId { get; init; }

    public required EnvironmentKeyKind Kind { get; init; }

    public required string Name { get; set; }

    /// <summary>The key itself for client keys, which are public; null for server keys.</summary>
    public string? Token { get; init; }

    /// <summary>SHA-256 of the key in lower-case hex; the only trace of a server key.</summary>
    public required string Hash { get; init; }

    /// <summary>The first characters, to tell keys apart.</summary>
    public required string Hint { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>When a rotated key stops working; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>When an application last showed it, to the second; a few seconds late. Null for never.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
}
