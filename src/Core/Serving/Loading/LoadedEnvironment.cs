namespace ExperimentAdmin.Core.Serving.Loading;

/// <summary>An environment with what tells which of its parts a later change touched.</summary>
/// <param name="Environment">What is served.</param>
/// <param name="Keys">What opens it.</param>
/// <param name="Flags">The parts by feature.</param>
/// <param name="Segments">The parts by segment.</param>
internal sealed record LoadedEnvironment(
    ServedEnvironment Environment,
    IReadOnlyList<LoadedKey> Keys,
    IReadOnlyDictionary<int, LoadedPart<FlagStamp, ServedFlag>> Flags,
    IReadOnlyDictionary<int, LoadedPart<SegmentStamp, ServedSegment>> Segments);
