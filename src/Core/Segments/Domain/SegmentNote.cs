namespace ExperimentAdmin.Core.Segments.Domain;

/// <summary>A part of a segment's rules on which engines disagree.</summary>
/// <param name="Path">Where it is, as refusals name it: <c>rules[0].conditions[1]</c>, or <c>rules</c> for all of them.</param>
/// <param name="Form">What about it.</param>
public sealed record SegmentNote(string Path, EngineDifference Form);
