using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.Core.Serving.Loading;

/// <summary>A key of an environment that was not revoked.</summary>
/// <param name="Id">The key's id.</param>
/// <param name="Kind">Who may hold it.</param>
/// <param name="Token">The key itself for client keys; null for server keys.</param>
/// <param name="Hash">Its SHA-256 in lower-case hex.</param>
/// <param name="ExpiresAt">When it stops working, UTC; null for never.</param>
internal sealed record LoadedKey(int Id, EnvironmentKeyKind Kind, string? Token, string Hash, DateTimeOffset? ExpiresAt);
