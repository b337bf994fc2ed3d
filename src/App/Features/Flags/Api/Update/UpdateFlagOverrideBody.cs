using ExperimentAdmin.App.Shell.Api.Description;
using ExperimentAdmin.App.Shell.Api.Wire;

namespace ExperimentAdmin.App.Features.Flags.Api.Update;

/// <summary>What the override of one segment is to serve. A member that is absent keeps what there is; a new override starts as the environment default is.</summary>
/// <param name="SegmentId">The segment.</param>
/// <param name="Priority">The place among the overrides that people made, from 0, which wins; beyond the end is the last. Absent keeps it; a new one comes last.</param>
/// <param name="Enabled">Whether the flag is enabled there.</param>
/// <param name="Value">The control value.</param>
/// <param name="MultivariateFeatureStateValues">Replaces all shares: a variant left out gets 0, an empty list gives everybody control; absent keeps them.</param>
internal sealed record UpdateFlagOverrideBody(
    int SegmentId, [OrNull] int? Priority, bool? Enabled, FlagValueWire? Value, IReadOnlyList<AllocationWire>? MultivariateFeatureStateValues);
