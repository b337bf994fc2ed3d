using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.Core.Experiments.Rollout.Storage;

/// <summary>
/// Reassembles a rollout from its parts: the percentage from the system segment's condition, the rest from the live
/// override. The one place that does it. It never fails: what is missing is said.
/// </summary>
internal static class RolloutParts
{
    /// <param name="segment">The system segment's row, if there is one.</param>
    /// <param name="percentage">What the segment's rules let in; null when they do not say.</param>
    /// <param name="segmentId">The segment that the experiment says it has; null for no rollout.</param>
    /// <param name="state">The live override of that segment, if there is one.</param>
    /// <param name="variants">The flag's variants.</param>
    public static RolloutReading Read(Segment? segment, BasisPoints? percentage, int? segmentId, ScopedState? state, IEnumerable<Variant> variants)
    {
        if (segmentId is null)
        {
            return RolloutReading.None;
        }

        var missing = new List<RolloutPart>();
        if (segment is null || segment.DeletedAt is not null)
        {
            missing.Add(RolloutPart.Segment);
        }
        else if (percentage is null)
        {
            missing.Add(RolloutPart.Condition);
        }

        if (state is null)
        {
            missing.Add(RolloutPart.Override);
        }

        return missing.Count > 0 || percentage is null || state is null
            ? RolloutReading.Drifted(missing)
            : RolloutReading.Present(new RolloutState(state.Enabled, percentage.Value, state.Value, ServedAllocation.Of(state.Allocations, variants)));
    }
}
