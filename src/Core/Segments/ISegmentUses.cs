using ExperimentAdmin.Core.Persistence;

namespace ExperimentAdmin.Core.Segments;

/// <summary>
/// Says where segments are used, so that nobody deletes one from under a flag. Segments asks, and does not know who
/// answers: flags do.
/// </summary>
public interface ISegmentUses
{
    /// <summary>The live overrides of a segment in environments and of features that are not deleted, by environment and flag.</summary>
    Task<IReadOnlyList<SegmentUse>> WhereUsedAsync(AppDbContext db, int segmentId, CancellationToken cancellationToken);

    /// <summary>How many such overrides each of these segments has; segments without one may be left out.</summary>
    Task<IReadOnlyDictionary<int, int>> CountAsync(
        AppDbContext db, IReadOnlyCollection<int> segmentIds, CancellationToken cancellationToken);
}
