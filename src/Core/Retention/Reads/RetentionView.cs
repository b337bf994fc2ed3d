using ExperimentAdmin.Core.Retention.Domain;

namespace ExperimentAdmin.Core.Retention.Reads;

/// <summary>How long things are kept, what there is, and what was archived.</summary>
/// <param name="Days">How long each kind is kept.</param>
/// <param name="Revision">The settings' revision.</param>
/// <param name="ChangedBy">Who changed the settings last; null when nobody did.</param>
/// <param name="ArchiveFolder">Where what is removed is archived; null when no folder is known.</param>
/// <param name="LastRunAt">When a run last came to its end, UTC; null before the first.</param>
/// <param name="Stocks">What there is, for each kind.</param>
/// <param name="Runs">The last runs that had anything to do, newest first.</param>
public sealed record RetentionView(
    RetentionDays Days,
    int Revision,
    string? ChangedBy,
    string? ArchiveFolder,
    DateTimeOffset? LastRunAt,
    IReadOnlyList<RetentionStock> Stocks,
    IReadOnlyList<RetentionRunItem> Runs);
