namespace ExperimentAdmin.App.Features.Projects.Api;

/// <summary>A project that is asked for.</summary>
/// <param name="Name">1 to 255 characters, unique in the instance.</param>
/// <param name="Environments">Its first environments, 1 to 100.</param>
internal sealed record NewProjectBody(string Name, IReadOnlyList<FirstEnvironmentBody> Environments);
