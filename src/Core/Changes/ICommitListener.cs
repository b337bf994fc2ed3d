namespace ExperimentAdmin.Core.Changes;

/// <summary>Takes in what was committed: see <see cref="CommitListeners"/>.</summary>
public interface ICommitListener
{
    /// <summary>Takes the change in. It may neither throw nor wait for long: the change is committed either way.</summary>
    /// <param name="environments">The environments whose revision the change raised, and those that it made, with their revision now.</param>
    Task CommittedAsync(IReadOnlyDictionary<int, long> environments);
}
