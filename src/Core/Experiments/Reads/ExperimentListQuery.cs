using ExperimentAdmin.Core.Experiments.Lifecycle;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>
/// Which experiments to list. The search finds those that have each of its words somewhere in their name, in their flag's or in a tag.
/// </summary>
public sealed record ExperimentListQuery : ListQuery
{
    /// <summary>Any of these; empty for all.</summary>
    public IReadOnlyCollection<ExperimentStatus> Statuses { get; init; } = [];

    /// <summary>Only those of one owner, or of nobody; null for all.</summary>
    public OwnedBy? Owner { get; init; }

    /// <summary>Only those on the flag of this name; null or blank for all.</summary>
    public string? Flag { get; init; }

    /// <summary>Only those that somebody should look at: see <see cref="Attention"/>.</summary>
    public bool NeedsAttention { get; init; }

    /// <summary>Where nothing has all words of the search, whether to show what has some of them; the list tells if it did.</summary>
    public bool WithPartialMatches { get; init; }

    /// <summary>Whether the caller's unfinished wizards come along; not when the list is narrowed, for these are no experiments.</summary>
    public bool WithDrafts { get; init; }

    /// <summary>Whether the caller's saved view comes along.</summary>
    public bool WithSavedView { get; init; }

    /// <summary>
    /// Whether each item tells if it <see cref="ExperimentItem.IsOutranked"/>, its <see cref="ExperimentItem.Traffic"/> and its
    /// <see cref="ExperimentItem.Attention"/>.
    /// </summary>
    public bool WithSignals { get; init; }

    public ExperimentSort Sort { get; init; }

    /// <summary>Newest first, or names from the end of the alphabet.</summary>
    public bool Descending { get; init; } = true;

    /// <summary>Whether the list is narrowed by anything but the status.</summary>
    public bool IsNarrowed => !string.IsNullOrWhiteSpace(Search) || Owner is not null || !string.IsNullOrWhiteSpace(Flag) || NeedsAttention;
}
