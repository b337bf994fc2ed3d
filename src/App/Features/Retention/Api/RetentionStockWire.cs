using ExperimentAdmin.Core.Retention.Domain;
using ExperimentAdmin.Core.Retention.Reads;

namespace ExperimentAdmin.App.Features.Retention.Api;

/// <summary>What there is of one kind.</summary>
/// <param name="Kind"><c>environment_records</c>, <c>project_records</c>, <c>instance_records</c> or <c>versions</c>.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Oldest">When the oldest was made; null when there are none.</param>
/// <param name="Bytes">About how much room they take.</param>
/// <param name="Due">How many a run would remove now, counted to 10001; null where they are kept for ever.</param>
internal sealed record RetentionStockWire(RetentionKind Kind, int Count, DateTimeOffset? Oldest, long Bytes, int? Due)
{
    public static RetentionStockWire Of(RetentionStock stock) => new(stock.Kind, stock.Count, stock.Oldest, stock.Bytes, stock.Due);
}
