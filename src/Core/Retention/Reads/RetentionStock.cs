using ExperimentAdmin.Core.Retention.Domain;

namespace ExperimentAdmin.Core.Retention.Reads;

/// <summary>What there is of one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Oldest">When the oldest was made, UTC; null when there are none.</param>
/// <param name="Bytes">About how much room they take.</param>
/// <param name="Due">How many a run would remove now, counted to <see cref="RetentionReads.MostDue"/>; null where they are kept for ever.</param>
public sealed record RetentionStock(RetentionKind Kind, int Count, DateTimeOffset? Oldest, long Bytes, int? Due);
