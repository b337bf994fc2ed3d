using ExperimentAdmin.Core.Evaluation.Hashing;

namespace ExperimentAdmin.Core.Evaluation.Compiled;

/// <summary>One override of a segment that was in the running for an answer.</summary>
/// <param name="Segment">Whose it is.</param>
/// <param name="Matches">Whether the identity is in the segment.</param>
/// <param name="Wins">Whether it supplied the answer.</param>
/// <param name="Position">Where the percentage puts the identity, for a segment that is nothing but one; null otherwise.</param>
public sealed record OverrideExplanation(CompiledSegment Segment, bool Matches, bool Wins, SplitPosition? Position);
