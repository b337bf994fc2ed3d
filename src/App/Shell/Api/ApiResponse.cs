namespace ExperimentAdmin.App.Shell.Api;

/// <summary>What a route answers when it succeeds.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The shape of the body; null for none.</param>
internal sealed record ApiResponse(int Status, Type? Body);
