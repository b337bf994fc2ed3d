namespace ExperimentAdmin.Core.Flags.States.Reads;

/// <summary>A segment override that people made, with its place among the others.</summary>
/// <param name="Id">The override: the same again when it is removed and comes back.</param>
/// <param name="Uuid">Its name that no other installation gives.</param>
/// <param name="SegmentId">The segment.</param>
/// <param name="SegmentName">Its name.</param>
/// <param name="Priority">From 0, which wins.</param>
public sealed record OverridePosition(int Id, Guid Uuid, int SegmentId, string SegmentName, int Priority);
