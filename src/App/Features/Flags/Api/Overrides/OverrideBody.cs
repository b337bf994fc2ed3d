using ExperimentAdmin.App.Shell.Api.Description;
using ExperimentAdmin.App.Shell.Api.Wire;

namespace ExperimentAdmin.App.Features.Flags.Api.Overrides;

/// <summary>What the override of a segment is to serve; a member that is absent keeps what there is. A new one starts as the environment default is.</summary>
/// <param name="Enabled">Whether the flag is enabled there.</param>
/// <param name="Value">The control value: its text, or the number or boolean itself; null for none.</param>
/// <param name="MultivariateFeatureStateValues">Replaces all shares: a variant left out gets 0, an empty list gives everybody control.</param>
/// <param name="Priority">The place among the overrides that people made, from 0, which wins; beyond the end is the last. Absent keeps it; a new one comes last.</param>
internal sealed record OverrideBody(bool? Enabled, [OrNull] string? Value, IReadOnlyList<AllocationWire>? MultivariateFeatureStateValues, int? Priority);
