using ExperimentAdmin.App.Shell.Api.Wire;

namespace ExperimentAdmin.App.Features.Flags.Api.Update;

/// <summary>What one scope of a flag is to serve. A member that is absent keeps what there is.</summary>
/// <param name="Feature">Which flag.</param>
/// <param name="Segment">The segment of the override; absent for the environment default.</param>
/// <param name="Enabled">Whether the flag is enabled there.</param>
/// <param name="Value">The control value.</param>
/// <param name="MultivariateFeatureStateValues">Replaces all shares: a variant left out gets 0, an empty list gives everybody control; absent keeps them.</param>
internal sealed record UpdateFlagV1Body(
    FlagNameBody Feature,
    UpdateFlagSegmentBody? Segment,
    bool? Enabled,
    FlagValueWire? Value,
    IReadOnlyList<AllocationWire>? MultivariateFeatureStateValues);
