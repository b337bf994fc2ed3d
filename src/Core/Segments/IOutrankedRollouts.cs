using ExperimentAdmin.Core.Persistence;

namespace ExperimentAdmin.Core.Segments;

/// <summary>
/// Says which running experiments lose identities to a segment, because an override of it comes before their rollout.
/// Segments asks, and does not know who answers: experiments do.
/// </summary>
public interface IOutrankedRollouts
{
    /// <summary>The running experiments, by environment and id.</summary>
    Task<IReadOnlyList<OutrankedRollout>> FindAsync(AppDbContext db, int segmentId, CancellationToken cancellationToken);
}
