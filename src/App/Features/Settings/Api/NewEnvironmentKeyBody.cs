using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.App.Features.Settings.Api;

/// <summary>A key that is asked for.</summary>
/// <param name="Kind"><c>client</c> is public, <c>server</c> is secret and may fetch the whole environment.</param>
/// <param name="Name">What it is for, 1 to 100 characters.</param>
internal sealed record NewEnvironmentKeyBody(EnvironmentKeyKind Kind, string Name);
