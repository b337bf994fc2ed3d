using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.Core.Access.Keys;

/// <summary>What a script signs its management requests with.</summary>
internal sealed class ManagementKey
{
    public const int NameMaxLength = 100;

    public int Id { get; init; }

    public required string Name { get; init; }

    public required string NameFolded { get; init; }

    /// <summary>SHA-256 of the key in lower-case hex: the key itself is shown once and kept nowhere.</summary>
    public required string Hash { get; init; }

    public required string Hint { get; init; }

    /// <summary>The project that the key is for; null for the whole instance.</summary>
    public int? ProjectId { get; init; }

    public required Role Role { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    public string? RevokedBy { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }
}
