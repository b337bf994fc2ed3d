using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Flags.States.Reads;

/// <summary>A segment override that people made.</summary>
/// <param name="SegmentId">The segment.</param>
/// <param name="SegmentName">Its name.</param>
/// <param name="State">What its identities get.</param>
public sealed record OverrideView(int SegmentId, string SegmentName, ServedState State);
