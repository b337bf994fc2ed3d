using ExperimentAdmin.Core.Persistence;

namespace ExperimentAdmin.Core.Experiments.Traffic;

/// <summary>
/// Says when applications asked for flags. Experiments asks, because one that nobody asks for can show nothing, and does not know who
/// answers: what serves flags does.
/// </summary>
public interface IFlagTraffic
{
    /// <summary>When each of these flags was asked for last, in one query, with what this process has not written down yet: all of them.</summary>
    Task<IReadOnlyDictionary<int, FlagTraffic>> FindAsync(
        AppDbContext db, int environmentId, IReadOnlyCollection<int> featureIds, CancellationToken cancellationToken);

    /// <summary>
    /// Calls <paramref name="listener"/> when an application asks this process for a flag, for all flags or for the document: of all such
    /// requests of a second at the first. It may neither throw nor wait.
    /// </summary>
    /// <returns>Ends the subscription.</returns>
    IDisposable Subscribe(int environmentId, int featureId, Action listener);
}
