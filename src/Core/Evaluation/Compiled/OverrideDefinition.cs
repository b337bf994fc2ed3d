namespace ExperimentAdmin.Core.Evaluation.Compiled;

/// <summary>What the members of a segment get instead of the environment default.</summary>
/// <param name="SegmentId">The segment's <see cref="SegmentDefinition.Id"/>.</param>
/// <param name="Priority">The lowest among those that match wins; of equal ones, the segment that the environment lists first.</param>
/// <param name="State">What they get.</param>
public sealed record OverrideDefinition(string SegmentId, double Priority, StateDefinition State);
