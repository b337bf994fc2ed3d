namespace ExperimentAdmin.App.Shell.Api;

/// <summary>The shape of a route's body.</summary>
/// <param name="Shape">A record whose nullable members may be left out.</param>
internal sealed record ApiBody(Type Shape);
