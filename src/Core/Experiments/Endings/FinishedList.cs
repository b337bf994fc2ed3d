namespace ExperimentAdmin.Core.Experiments.Endings;

/// <summary>A page of finished experiments.</summary>
/// <param name="Page">The rows.</param>
/// <param name="Counts">How many have each conclusion, all four, whichever is asked for, and following everything else that narrows the list.</param>
/// <param name="Open">How many have none.</param>
public sealed record FinishedList(Page<FinishedItem> Page, IReadOnlyDictionary<Conclusion, int> Counts, int Open);
