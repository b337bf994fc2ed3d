using ExperimentAdmin.Core.Experiments.Drafts;
using ExperimentAdmin.Core.Experiments.Lifecycle;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>A page of experiments.</summary>
/// <param name="Page">The rows.</param>
/// <param name="Counts">How many have each status: all four, whatever statuses are filtered by, and following everything else that narrows the list.</param>
/// <param name="Drafts">The caller's unfinished wizards, newest first; empty unless they were asked for.</param>
public sealed record ExperimentList(
    Page<ExperimentItem> Page, IReadOnlyDictionary<ExperimentStatus, int> Counts, IReadOnlyList<DraftItem> Drafts)
{
    /// <summary>Whether nothing has all words of the search, and these have some of them.</summary>
    public bool IsPartialMatch { get; init; }

    /// <summary>What the address of the caller's saved view asks for, from its question mark on; null when there is none, or it was not asked for.</summary>
    public string? SavedView { get; init; }
}
