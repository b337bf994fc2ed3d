using ExperimentAdmin.Core.Flags.Features.Domain;

namespace ExperimentAdmin.Core.Flags.States.Domain;

/// <summary>
/// What somebody wants one scope of a flag to serve. A member that is null keeps what there is; a new override starts
/// as the environment default is.
/// </summary>
public sealed record StateChange
{
    /// <summary>Whether the flag is enabled there.</summary>
    public bool? Enabled { get; init; }

    /// <summary>The control value.</summary>
    public NewValue? Value { get; init; }

    /// <summary>Replaces all shares: a variant left out gets 0, an empty list gives everybody control.</summary>
    public IReadOnlyList<VariantAllocation>? Allocations { get; init; }
}
