namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>A page of experiments (management-api, section 3.2).</summary>
/// <param name="Count">How many there are on all pages.</param>
/// <param name="Next">The address of the next page; null on the last.</param>
/// <param name="Previous">The address of the page before; null on the first.</param>
/// <param name="Results">The rows of this page.</param>
/// <param name="StatusCounts">How many have each status: always four, whatever statuses are filtered by, and following the search.</param>
internal sealed record ExperimentPageWire(
    int Count, string? Next, string? Previous, IReadOnlyList<ExperimentWire> Results, IReadOnlyDictionary<string, int> StatusCounts);
