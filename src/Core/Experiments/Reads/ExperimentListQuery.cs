using ExperimentAdmin.Core.Experiments.Lifecycle;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>Which experiments to list. The search looks into the names of experiment and flag, and into the tags of the experiment.</summary>
public sealed record ExperimentListQuery : ListQuery
{
    /// <summary>Any of these; empty for all.</summary>
    public IReadOnlyCollection<ExperimentStatus> Statuses { get; init; } = [];

    /// <summary>Whether the caller's unfinished wizards come along; not with a search, which is for experiments.</summary>
    public bool WithDrafts { get; init; }

    /// <summary>Whether each item tells if it <see cref="ExperimentItem.IsOutranked"/>.</summary>
    public bool WithConflicts { get; init; }

    /// <summary>Whether each item tells its <see cref="ExperimentItem.Traffic"/>.</summary>
    public bool WithTraffic { get; init; }

    public ExperimentSort Sort { get; init; }

    /// <summary>Newest first, or names from the end of the alphabet.</summary>
    public bool Descending { get; init; } = true;
}
