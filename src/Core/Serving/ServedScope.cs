namespace ExperimentAdmin.Core.Serving;

/// <summary>What answers carry of the scope of a flag state besides what is evaluated.</summary>
/// <param name="Id">The scope's id, which no version changes: the id of the state, and of the segment override, on the wire.</param>
/// <param name="Uuid">Its name that no other installation gives.</param>
/// <param name="Seed">Salts the choice of the variant.</param>
/// <param name="SegmentId">The segment; null for the environment default.</param>
/// <param name="Rank">Which override wins: the lowest.</param>
public sealed record ServedScope(int Id, Guid Uuid, int Seed, int? SegmentId, int Rank);
