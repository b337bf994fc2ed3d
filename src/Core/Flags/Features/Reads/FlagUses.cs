using ExperimentAdmin.Core.Flags.States;

namespace ExperimentAdmin.Core.Flags.Features.Reads;

/// <summary>Where a flag is used: what stands in the way of its deletion, and what would go with it.</summary>
/// <param name="Environments">Every environment of the project, oldest first.</param>
public sealed record FlagUses(IReadOnlyList<FlagUses.InEnvironment> Environments)
{
    /// <summary>What one environment does with the flag.</summary>
    /// <param name="EnvironmentId">The environment.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Slug">Its part of addresses.</param>
    /// <param name="Enabled">Whether the flag is enabled by default.</param>
    /// <param name="Segments">The names of the segments with an override, the one that wins first.</param>
    /// <param name="IdentityOverrides">How many identities have an override of their own.</param>
    /// <param name="Experiment">The experiment that holds the flag, or null.</param>
    public sealed record InEnvironment(
        int EnvironmentId,
        string Name,
        string Slug,
        bool Enabled,
        IReadOnlyList<string> Segments,
        int IdentityOverrides,
        FlagExperiment? Experiment);
}
