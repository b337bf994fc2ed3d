namespace ExperimentAdmin.Core.Experiments.Overlaps;

/// <summary>What shares people with an experiment, as the engine has it of a sample of identities.</summary>
/// <param name="Sampled">How many identities were looked at.</param>
/// <param name="Known">How many of these are known by their traits; the others are made up and have none.</param>
/// <param name="InCohort">How many of them the rollout lets in.</param>
/// <param name="Parts">Overrides strongest first, then other running experiments that have somebody, those with most first.</param>
/// <param name="IdentityOverrides">How many identities have an override of their own, which comes before everything. Counted, not sampled.</param>
public sealed record Overlap(int Sampled, int Known, int InCohort, IReadOnlyList<OverlapPart> Parts, int IdentityOverrides);
