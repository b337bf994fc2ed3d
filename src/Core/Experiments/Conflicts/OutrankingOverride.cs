using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Experiments.Conflicts;

/// <summary>A hand-made override that takes the identities of its segment out of a rollout.</summary>
/// <param name="SegmentId">The segment.</param>
/// <param name="SegmentName">Its name.</param>
/// <param name="Serving">What its identities get instead.</param>
public sealed record OutrankingOverride(int SegmentId, string SegmentName, ServedState Serving);
