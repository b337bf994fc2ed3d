namespace ExperimentAdmin.Core.Flags.States.Domain;

/// <summary>Which segment override of a flag wins: the one with the lowest rank among those that match.</summary>
public static class OverrideRank
{
    /// <summary>The most overrides that people can make of one flag; their ranks are 0 to one less.</summary>
    public const int MaxHandMade = 2_000;

    /// <summary>
    /// The fixed last rank of an experiment's rollout: identity overrides and hand-made overrides always come first,
    /// and no client can go behind it.
    /// </summary>
    public const int Rollout = 1_000_000;
}
