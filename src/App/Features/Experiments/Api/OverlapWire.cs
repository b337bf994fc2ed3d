using ExperimentAdmin.Core.Experiments.Overlaps;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>What shares people with an experiment, as the engine has it of a sample of identities.</summary>
/// <param name="Sampled">How many identities were looked at.</param>
/// <param name="Known">How many of these are known by their traits; the others are made up.</param>
/// <param name="InRollout">How many of them the rollout lets in.</param>
/// <param name="Parts">Overrides of segments first, then other running experiments.</param>
/// <param name="IdentityOverrides">How many identities have an override of their own; counted, not sampled.</param>
internal sealed record OverlapWire(int Sampled, int Known, int InRollout, IReadOnlyList<OverlapPartWire> Parts, int IdentityOverrides)
{
    public static OverlapWire Of(Overlap overlap) => new(
        overlap.Sampled, overlap.Known, overlap.InCohort,
        [.. overlap.Parts.Select(part => new OverlapPartWire(part.Kind.ToString().ToLowerInvariant(), part.Id, part.Name, part.Share * 100))],
        overlap.IdentityOverrides);
}
