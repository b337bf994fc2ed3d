namespace ExperimentAdmin.App.Shell.Api.Wire;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What the list holds.</typeparam>
/// <param name="Count">How many there are on all pages.</param>
/// <param name="Next">The address of the next page; null on the last.</param>
/// <param name="Previous">The address of the page before; null on the first.</param>
/// <param name="Results">The rows of this page.</param>
internal sealed record WirePage<T>(int Count, string? Next, string? Previous, IReadOnlyList<T> Results);
