using ExperimentAdmin.Core.Experiments.Drafts;
using ExperimentAdmin.Core.Experiments.Lifecycle;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>A page of experiments.</summary>
/// <param name="Page">The rows.</param>
/// <param name="Counts">How many have each status: all four, whatever statuses are filtered by, and following the search.</param>
/// <param name="Drafts">The caller's unfinished wizards, newest first; empty unless they were asked for.</param>
public sealed record ExperimentList(
    Page<ExperimentItem> Page, IReadOnlyDictionary<ExperimentStatus, int> Counts, IReadOnlyList<DraftItem> Drafts);
