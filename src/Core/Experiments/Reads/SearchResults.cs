namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>What a text was found in, best first.</summary>
/// <param name="Experiments">At most <see cref="SearchReads.Most"/>.</param>
/// <param name="Flags">At most <see cref="SearchReads.Most"/>.</param>
public sealed record SearchResults(IReadOnlyList<FoundExperiment> Experiments, IReadOnlyList<FoundFlag> Flags)
{
    /// <summary>Nothing was found, or nothing was asked for.</summary>
    public static SearchResults None { get; } = new([], []);
}
