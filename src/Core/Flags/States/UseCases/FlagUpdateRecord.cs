using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Flags.States.UseCases;

/// <summary>How a record keeps several scopes of a flag before and after.</summary>
/// <param name="Scopes">Those that changed.</param>
/// <param name="Order">The segments of the overrides, the one that wins first; null when their order stayed.</param>
public sealed record FlagUpdateRecord(IReadOnlyList<FlagUpdateRecord.Part> Scopes, string? Order)
{
    internal static FlagUpdateRecord Of(IEnumerable<StateRecord?> scopes, string? order) => new(
        [.. scopes.OfType<StateRecord>().Select(scope => new Part(scope.Scope, scope.SegmentId, scope.Enabled, scope.Value, scope.Shares))], order);

    /// <summary>One scope.</summary>
    /// <param name="Name">Which, in words: "environment default", "override of Beta testers".</param>
    /// <param name="SegmentId">The segment of an override; null for the environment default.</param>
    /// <param name="Enabled">Whether the flag is enabled there.</param>
    /// <param name="Value">The control value; null for a flag without one.</param>
    /// <param name="Shares">The variants with a share.</param>
    public sealed record Part(string Name, int? SegmentId, bool Enabled, string? Value, IReadOnlyList<ServedAllocation> Shares);
}
