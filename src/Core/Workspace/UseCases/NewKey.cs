namespace ExperimentAdmin.Core.Workspace.UseCases;

/// <summary>A key that was just made. Its text is shown once and kept nowhere, unless it is a client key.</summary>
/// <param name="Id">The key.</param>
/// <param name="Token">Its text.</param>
public sealed record NewKey(int Id, string Token);
