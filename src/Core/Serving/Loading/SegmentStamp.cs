namespace ExperimentAdmin.Core.Serving.Loading;

/// <summary>Everything that a served segment depends on, short of what people wrote into it: equal stamps are equal segments.</summary>
/// <param name="Revision">Moves with everything that people change of a segment.</param>
/// <param name="RolloutRules">The rules of the system segment of a rollout, whose revision does not move; null for a segment of the project.</param>
internal sealed record SegmentStamp(int Revision, string? RolloutRules);
