namespace ExperimentAdmin.App.Features.Projects.Api;

/// <summary>What changes of a project; what is left out stays.</summary>
/// <param name="Name">1 to 255 characters, unique in the instance.</param>
/// <param name="HideDisabledFlags">Whether SDKs get no disabled flags, unless an environment says otherwise.</param>
internal sealed record ProjectBody(string? Name, bool? HideDisabledFlags);
