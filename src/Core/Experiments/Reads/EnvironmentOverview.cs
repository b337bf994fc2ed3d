using ExperimentAdmin.Core.Experiments.Drafts;
using ExperimentAdmin.Core.Experiments.Lifecycle;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>What runs in an environment and what somebody should look at.</summary>
public sealed record EnvironmentOverview
{
    /// <summary>The running experiments that were started last, at most <see cref="OverviewReads.MostRunning"/>.</summary>
    public required IReadOnlyList<ExperimentItem> Running { get; init; }

    /// <summary>What somebody should look at, most urgent first, then the longest wait.</summary>
    public required IReadOnlyList<AttentionItem> Attention { get; init; }

    /// <summary>How many experiments have each status: all four.</summary>
    public required IReadOnlyDictionary<ExperimentStatus, int> Counts { get; init; }

    /// <summary>The caller's unfinished wizards, newest first.</summary>
    public required IReadOnlyList<DraftItem> Drafts { get; init; }

    /// <summary>What the first experiment can be made on.</summary>
    public required FlagAvailability Flags { get; init; }
}
