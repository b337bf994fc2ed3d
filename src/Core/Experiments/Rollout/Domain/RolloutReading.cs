namespace ExperimentAdmin.Core.Experiments.Rollout.Domain;

/// <summary>What reading a rollout found: none, a whole one, or one with parts missing.</summary>
public sealed record RolloutReading
{
    private RolloutReading(RolloutState? state, IReadOnlyList<RolloutPart> missing) => (State, Missing) = (state, missing);

    /// <summary>No rollout was set up.</summary>
    public static RolloutReading None { get; } = new(null, []);

    /// <summary>The rollout; null when there is none or parts of it are missing.</summary>
    public RolloutState? State { get; }

    /// <summary>What was removed by other means; empty unless the rollout drifted.</summary>
    public IReadOnlyList<RolloutPart> Missing { get; }

    /// <summary>Whether parts are missing, so that a repair is needed.</summary>
    public bool HasDrifted => Missing.Count > 0;

    /// <summary>Whether there is a rollout, whole or not.</summary>
    public bool Exists => State is not null || HasDrifted;

    internal static RolloutReading Present(RolloutState state) => new(state, []);

    internal static RolloutReading Drifted(IReadOnlyList<RolloutPart> missing) => new(null, missing);
}
