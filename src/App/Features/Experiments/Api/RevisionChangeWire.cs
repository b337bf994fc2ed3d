using ExperimentAdmin.Core.Audit.Reads;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>A member that differs, in words.</summary>
/// <param name="Field">Where it is, outermost first: <c>rollout › percentage</c>.</param>
/// <param name="Before">How it read before, or in the one; null when there was nothing.</param>
/// <param name="After">How it read after, or in the other; null when there was nothing.</param>
internal sealed record RevisionChangeWire(string Field, string? Before, string? After)
{
    public static IReadOnlyList<RevisionChangeWire> Of(IReadOnlyList<AuditFieldChange> changes)
        => [.. changes.Select(change => new RevisionChangeWire(change.Field, change.Before, change.After))];
}
