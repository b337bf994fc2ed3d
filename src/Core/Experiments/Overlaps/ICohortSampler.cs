using ExperimentAdmin.Core.Evaluation.Hashing;

namespace ExperimentAdmin.Core.Experiments.Overlaps;

/// <summary>
/// Asks the engine about a sample of identities. Experiments asks, because overrides and other experiments take people from one, and does not
/// know who answers: what serves flags does.
/// </summary>
public interface ICohortSampler
{
    /// <summary>Looks at those of a sample of identities whom a rollout lets in.</summary>
    /// <param name="environmentId">Where.</param>
    /// <param name="featureId">The flag of the experiment.</param>
    /// <param name="salts">What decides who enters.</param>
    /// <param name="percentage">How many enter.</param>
    /// <param name="segments">The segments whose overrides come before the rollout, strongest first.</param>
    /// <param name="candidate">A segment that might come behind these; null for none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null while the environment is not served.</returns>
    Task<CohortSample?> TakeAsync(
        int environmentId, int featureId, RolloutSalts salts, BasisPoints percentage, IReadOnlyList<int> segments, int? candidate,
        CancellationToken cancellationToken);
}
