using ExperimentAdmin.App.Shell.Api.Description;
using ExperimentAdmin.App.Shell.Api.Wire;

namespace ExperimentAdmin.App.Features.Flags.Api;

/// <summary>What a scope of a flag is to serve; a member that is absent keeps what there is.</summary>
/// <param name="Enabled">Whether the flag is enabled there.</param>
/// <param name="Value">The control value: its text, or the number or boolean itself; null for none.</param>
/// <param name="MultivariateFeatureStateValues">Replaces all shares: a variant left out gets 0, an empty list gives everybody control.</param>
internal sealed record StateBody(bool? Enabled, [OrNull] string? Value, IReadOnlyList<AllocationWire>? MultivariateFeatureStateValues);
