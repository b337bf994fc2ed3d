namespace ExperimentAdmin.Core.Experiments.Overlaps;

/// <summary>Something that shares people with an experiment.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Of the segment, or of the other experiment.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Share">Of the sampled identities that the rollout lets in, 0 to 1; null when the sample has none of these.</param>
public sealed record OverlapPart(OverlapKind Kind, int Id, string Name, double? Share);
