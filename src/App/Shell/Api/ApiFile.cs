namespace ExperimentAdmin.App.Shell.Api;

/// <summary>What the body of a route can be that is a file. The framework is not told: it would refuse others in a form of its own.</summary>
/// <param name="Types">Media types.</param>
internal sealed record ApiFile(IReadOnlyList<string> Types);
