namespace ExperimentAdmin.Core.Serving;

/// <summary>Everything that a served segment depends on.</summary>
/// <param name="Name">What the public may call it.</param>
/// <param name="Rules">As they are stored.</param>
internal sealed record SegmentStamp(string Name, string Rules);
