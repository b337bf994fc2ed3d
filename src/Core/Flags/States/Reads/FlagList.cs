namespace ExperimentAdmin.Core.Flags.States.Reads;

/// <summary>A page of flags.</summary>
/// <param name="Page">The rows.</param>
/// <param name="Counts">How many flags each filter would show: all four, whichever is chosen, and following the search.</param>
public sealed record FlagList(Page<FlagItem> Page, IReadOnlyDictionary<FlagFilter, int> Counts);
