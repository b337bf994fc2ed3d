using ExperimentAdmin.App.Shell.Api.Wire;

namespace ExperimentAdmin.App.Features.Flags.Api.Update;

/// <summary>What the environment default is to serve. A member that is absent keeps what there is.</summary>
/// <param name="Enabled">Whether the flag is enabled.</param>
/// <param name="Value">The control value.</param>
/// <param name="MultivariateFeatureStateValues">Replaces all shares: a variant left out gets 0, an empty list gives everybody control; absent keeps them.</param>
internal sealed record UpdateFlagDefaultBody(bool? Enabled, FlagValueWire? Value, IReadOnlyList<AllocationWire>? MultivariateFeatureStateValues);
