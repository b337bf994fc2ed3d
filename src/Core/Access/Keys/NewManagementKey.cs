namespace ExperimentAdmin.Core.Access.Keys;

/// <summary>A management API key that was just made. Its text is shown once and kept nowhere.</summary>
/// <param name="Id">The key.</param>
/// <param name="Token">Its text.</param>
public sealed record NewManagementKey(int Id, string Token);
