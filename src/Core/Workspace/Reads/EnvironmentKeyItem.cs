using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.Core.Workspace.Reads;

/// <summary>A key in the list of an environment's keys.</summary>
/// <param name="Id">The key.</param>
/// <param name="Kind">Who may hold it.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Token">Its text for a client key; null for a server key, whose text is kept nowhere.</param>
/// <param name="Hint">Its first characters.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="ExpiresAt">UTC; when it stops to work, or null.</param>
/// <param name="RevokedAt">UTC; when it was ended, or null.</param>
/// <param name="LastUsedAt">UTC, to the second and some seconds late; null when no application has shown it yet.</param>
/// <param name="IsUsable">Whether it works now.</param>
public sealed record EnvironmentKeyItem(
    int Id,
    EnvironmentKeyKind Kind,
    string Name,
    string? Token,
    string Hint,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt,
    bool IsUsable);
