using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Flags.States.Reads;

namespace ExperimentAdmin.App.Features.Flags.Api.Overrides;

/// <summary>A segment override that people made.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="SegmentName">Its name.</param>
/// <param name="Priority">Its place, from 0, which wins.</param>
/// <param name="Enabled">Whether the flag is enabled there.</param>
/// <param name="Value">The control value, as text; null for none.</param>
/// <param name="MultivariateFeatureStateValues">The variants with a share above 0, in ordinal order; control gets the rest.</param>
internal sealed record OverrideWire(
    int Segment, string SegmentName, int Priority, bool Enabled, string? Value, IReadOnlyList<AllocationWire> MultivariateFeatureStateValues)
{
    public static OverrideWire Of(OverrideView view, int priority)
    {
        var state = StateWire.Of(view.State);
        return new(view.SegmentId, view.SegmentName, priority, state.Enabled, state.Value, state.MultivariateFeatureStateValues);
    }
}
