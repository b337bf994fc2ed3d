namespace ExperimentAdmin.App.Shell.Api;

/// <summary>An example of a route's body.</summary>
/// <param name="Json">The body.</param>
internal sealed record ApiExample(string Json);
