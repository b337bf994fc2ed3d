namespace ExperimentAdmin.Core.Persistence;

/// <summary>Waited for after every commit that changed what environments serve, before whoever made the change gets their answer.</summary>
public interface ICommitListener
{
    /// <summary>Takes the change in. It may neither throw nor wait for long: the change is committed either way.</summary>
    /// <param name="environments">The environments whose revision the change raised, with their revision now.</param>
    Task CommittedAsync(IReadOnlyDictionary<int, long> environments);
}
