namespace ExperimentAdmin.Core.Experiments.Overlaps;

/// <summary>What the engine found of a sample of identities: whose place in a rollout something else takes, and which other experiments have them.</summary>
/// <param name="Known">How many identities of the sample are known by their traits; the others are made up and have none.</param>
/// <param name="Sampled">How many were looked at.</param>
/// <param name="InCohort">How many of them the rollout lets in, whatever takes them.</param>
/// <param name="Segments">Of those, how many each segment has, by its id; only the first of an order counts where several have one.</param>
/// <param name="Experiments">Of those, how many are in the rollout of another running experiment, by its flag's id.</param>
/// <param name="Candidate">Of those whom nothing takes yet, how many the segment has that was asked about; 0 without one.</param>
/// <param name="Free">How many nothing takes.</param>
public sealed record CohortSample(
    int Known, int Sampled, int InCohort, IReadOnlyDictionary<int, int> Segments, IReadOnlyDictionary<int, int> Experiments, int Candidate, int Free);
