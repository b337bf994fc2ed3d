namespace ExperimentAdmin.Core.Experiments.Endings;

/// <summary>
/// Which finished experiments to list. The search finds those that have each of its words somewhere in their name, in their flag's, in a tag
/// or in the note of their end.
/// </summary>
public sealed record FinishedQuery : ListQuery
{
    /// <summary>Only those with this conclusion; null for all.</summary>
    public Conclusion? Conclusion { get; init; }

    /// <summary>Only those of which nobody said what was learned.</summary>
    public bool WithoutConclusion { get; init; }

    /// <summary>Only those that are archived, or only those that are not; null for both.</summary>
    public bool? Archived { get; init; }

    /// <summary>Those that ended last come first, or else those that ended first.</summary>
    public bool Descending { get; init; } = true;
}
