using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Flags.States.UseCases;

/// <summary>How a record keeps one scope of a flag before and after.</summary>
/// <param name="Scope">Which scope, in words: "environment default", "override of Beta testers".</param>
/// <param name="SegmentId">The segment of an override; null for the environment default.</param>
/// <param name="Enabled">Whether the flag is enabled there.</param>
/// <param name="Value">The control value; null for a flag without one.</param>
/// <param name="Shares">The variants with a share.</param>
public sealed record StateRecord(string Scope, int? SegmentId, bool Enabled, string? Value, IReadOnlyList<ServedAllocation> Shares)
{
    internal static StateRecord Of(string scope, int? segmentId, ServedState state)
        => new(scope, segmentId, state.Enabled, state.Value, state.Shares);
}
